#include "ui/figures/document_packing.h"

#include <QLocale>

#include <array>
#include <cmath>
#include <optional>

namespace simul {

namespace {

constexpr QByteArrayView rectStart = "<rect x=\"";
constexpr QByteArrayView lineStart = "<polyline fill=\"none\" vector-effect=\"none\" points=\"";

/// Reads numbers one after the other from what Qt wrote.
class Numbers {
public:
    explicit Numbers(QByteArrayView text) : m_text(text) {}

    /// The next one, after whatever stands before it.
    std::optional<double> next() {
        const auto belongs = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 'e' || c == '+'; };
        while (m_at < m_text.size() && !(belongs(m_text[m_at]) && m_text[m_at] != 'e' && m_text[m_at] != '+'))
            ++m_at;
        const qsizetype start = m_at;
        while (m_at < m_text.size() && belongs(m_text[m_at]))
            ++m_at;
        bool isNumber = false;
        const double number = m_text.sliced(start, m_at - start).toByteArray().toDouble(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

/// To a thousandth of a dot.
void append(QByteArray& path, double number, bool isFirst = false) {
    constexpr double thousand = 1000;
    const double rounded = std::round(number * thousand) / thousand;
    if (!isFirst && rounded >= 0)
        path += ' ';
    path += QByteArray::number(rounded == 0 ? 0.0 : rounded, 'g', QLocale::FloatingPointShortest);
}

/// One rectangle as part of a path; false if it is not written as expected.
bool addRect(QByteArray& path, QByteArrayView line) {
    Numbers numbers(line);
    std::array<double, 4> rect{};
    for (double& number : rect) {
        const std::optional<double> next = numbers.next();
        if (!next)
            return false;
        number = *next;
    }
    path += 'M';
    append(path, rect[0], true);
    append(path, rect[1]);
    path += 'h';
    append(path, rect[2], true);
    path += 'v';
    append(path, rect[3], true);
    path += 'h';
    append(path, -rect[2], true);
    path += 'z';
    return true;
}

bool addLine(QByteArray& path, QByteArrayView line) {
    Numbers numbers(line.sliced(lineStart.size()));
    std::optional<double> lastX = numbers.next();
    std::optional<double> lastY = numbers.next();
    if (!lastX || !lastY)
        return false;
    path += 'M';
    append(path, *lastX, true);
    append(path, *lastY);
    for (std::optional<double> x = numbers.next(); x; x = numbers.next()) {
        const std::optional<double> y = numbers.next();
        if (!y)
            return false;
        path += 'l';
        append(path, *x - *lastX, true);
        append(path, *y - *lastY);
        lastX = x;
        lastY = y;
    }
    return true;
}

/// Rows of rectangles, and rows of lines, as one path each: nothing stands between them that could look different.
class PathPacker {
public:
    explicit PathPacker(qsizetype size) { m_result.reserve(size / 2); }

    void add(QByteArrayView line) {
        const Kind kind = !line.trimmed().endsWith("/>") ? Kind::Other
                          : line.startsWith(rectStart)   ? Kind::Rects
                          : line.startsWith(lineStart)   ? Kind::Lines
                                                         : Kind::Other;
        if (kind != m_kind)
            flush();
        m_kind = kind;
        QByteArray part;
        if ((kind == Kind::Rects && addRect(part, line)) || (kind == Kind::Lines && addLine(part, line))) {
            m_path += part;
            return;
        }
        flush();
        m_result += line;
        m_result += '\n';
    }
    QByteArray finish() {
        flush();
        return m_result;
    }

private:
    enum class Kind { Rects, Lines, Other };

    void flush() {
        if (m_path.isEmpty())
            return;
        m_result += m_kind == Kind::Lines ? "<path fill=\"none\" d=\"" : "<path fill-rule=\"nonzero\" d=\"";
        m_result += m_path;
        m_result += "\"/>\n";
        m_path.clear();
    }

    QByteArray m_result;
    QByteArray m_path;
    Kind m_kind = Kind::Other;
};

/// Qt writes the size in whole millimetres; readers turn those back into pixels with their own idea of an inch.
QByteArray withSize(QByteArray svg, const PageSize& size) {
    const qsizetype start = svg.indexOf("<svg");
    const qsizetype viewBox = svg.indexOf("viewBox", start);
    const QSizeF extent = size.isForScreens() ? QSizeF(size.painted()) : size.millimetres();
    const char* unit = size.isForScreens() ? "\"" : "mm\"";
    const QByteArray head = "<svg width=\"" + QByteArray::number(extent.width()) + unit + " height=\"" +
                            QByteArray::number(extent.height()) + unit + "\n ";
    return start < 0 || viewBox < 0 ? svg : svg.replace(start, viewBox - start, head);
}

/// Puts something not longer in the place of what stands from `start` to `end`: what follows stays where the file says it is.
template <class Other>
void replaceInPlace(QByteArray& pdf, QByteArrayView start, char end, Other other) {
    const qsizetype from = pdf.indexOf(start);
    const qsizetype to = pdf.indexOf(end, from);
    if (from < 0 || to < 0)
        return;
    const qsizetype length = to + 1 - from;
    const QByteArray text = other(pdf.mid(from, length));
    if (text.size() <= length)
        pdf.replace(from, length, text.leftJustified(length, ' '));
}

} // namespace

QByteArray packSvg(const QByteArray& svg, const PageSize& size) {
    PathPacker packer(svg.size());
    for (qsizetype start = 0; start < svg.size();) {
        qsizetype end = svg.indexOf('\n', start);
        end = end < 0 ? svg.size() : end;
        packer.add(QByteArrayView(svg).sliced(start, end - start));
        start = end + 1;
    }
    QByteArray packed = withSize(packer.finish(), size);
    packed.replace("font-family=\"Inter\"", "font-family=\"Inter, sans-serif\"");
    packed.replace("font-family=\"JetBrains Mono\"", "font-family=\"JetBrains Mono, monospace\"");
    return packed;
}

QByteArray packPdf(QByteArray pdf, const PageSize& size) {
    replaceInPlace(pdf, "/CreationDate (", ')', [](const QByteArray&) { return QByteArray(); });
    // Qt counts from the upper end of the page: what is too much or too little is at the lower one.
    replaceInPlace(pdf, "/MediaBox [0 0 ", ']', [&](const QByteArray& qts) {
        constexpr double pointsPerMillimetre = 72 / 25.4;
        constexpr int decimals = 3;
        const QSizeF points = size.millimetres() * pointsPerMillimetre;
        const double height = qts.mid(qts.lastIndexOf(' ') + 1).chopped(1).toDouble();
        return "/MediaBox [0 " + QByteArray::number(height - points.height(), 'f', decimals) + ' ' +
               QByteArray::number(points.width(), 'f', decimals) + ' ' + QByteArray::number(height) + ']';
    });
    return pdf;
}

} // namespace simul
