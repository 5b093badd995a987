#include "ui/timeline/labels.h"

#include "ui/theme.h"
#include "ui/timeline/slice_painting.h"

#include <algorithm>

namespace simul {

namespace {

QChar letterOf(State state) {
    return themeFor(ThemeKind::Light).look(state).letter;
}

double widestPair(WordFont& digits) {
    return std::max({digits.width(QStringLiteral("00")), digits.width(QStringLiteral("33")), digits.width(QStringLiteral("44"))});
}

/// Goes along what a lane had, from left to right.
class KeptLabels {
public:
    explicit KeptLabels(KeptLane& kept) : m_kept(kept), m_box(kept.boxes.boxes.begin()), m_label(kept.labels.begin()) {}

    /// Whether `box` is wholly where the lane still holds, and was there.
    bool has(const SliceBox& box) {
        if (box.rect.left() < m_kept.left || box.rect.right() >= m_kept.right)
            return false;
        const int left = box.rect.left() - m_kept.shift;
        while (m_box != m_kept.boxes.boxes.end() && m_box->rect.left() < left)
            ++m_box;
        return m_box != m_kept.boxes.boxes.end() && m_box->rect.translated(m_kept.shift, 0) == box.rect &&
               m_box->index == box.index && m_box->state == box.state && m_box->palette == box.palette;
    }
    /// The label that it had, moved.
    std::optional<Label> take(const SliceBox& box) {
        const int left = box.rect.left() - m_kept.shift;
        while (m_label != m_kept.labels.end() && m_label->slice.left < left)
            ++m_label;
        if (m_label == m_kept.labels.end() || m_label->slice.left != left)
            return std::nullopt;
        Label label = std::move(*m_label++);
        label.slice = {label.slice.left + m_kept.shift, label.slice.right + m_kept.shift};
        label.patch.translate(m_kept.shift, 0);
        label.letterAt.rx() += m_kept.shift;
        label.textAt.rx() += m_kept.shift;
        return label;
    }

private:
    KeptLane& m_kept;
    std::vector<SliceBox>::const_iterator m_box;
    std::vector<Label>::iterator m_label;
};

} // namespace

LabelMaker::Face::Face(double pixels, QFont::Weight weight)
    : text(uiFont(pixels, weight)), letter(uiFont(pixels, QFont::Bold)) {}

LabelMaker::LabelMaker(double scale)
    : m_scale(scale), m_leastHeight(static_cast<int>(14 * scale)), m_largeFrom(static_cast<int>(21 * scale)),
      m_small(std::make_unique<Face>(11 * scale, QFont::Medium)),
      m_large(std::make_unique<Face>(12 * scale, QFont::Medium)),
      m_tiny(std::make_unique<WordFont>(uiFont(10 * scale, QFont::DemiBold))) {}

void LabelMaker::place(const LaneBoxes& boxes, int height, const Texts& texts, std::vector<Label>& out,
                       KeptLane&& kept) {
    if (height < m_leastHeight)
        return;
    Face& face = faceFor(height);
    const int least = static_cast<int>(10 * m_scale);
    KeptLabels known(kept);
    for (const SliceBox& box : boxes.boxes) {
        if (box.rect.width() < least)
            continue;
        if (std::optional<Label> label = known.has(box) ? known.take(box) : labelOf(box, face, texts))
            out.push_back(*std::move(label));
    }
}

std::optional<Label> LabelMaker::labelOf(const SliceBox& box, Face& face, const Texts& texts) {
    m_texts.clear();
    texts(box, m_texts);
    Label label;
    label.state = box.state;
    label.slice = {box.rect.left(), box.rect.right() + 1};
    label.isPoll = box.isPoll;
    label.palette = box.palette;
    const QRect painted = box.painted();
    const QRect body = box.state == State::Waiting ? painted : bodyOf(box.state, painted);
    const bool hasRoom =
        box.state == State::Running ? placeRunning(box, face, m_texts, label) : placeOther(body, face, m_texts, label);
    return hasRoom ? std::optional(std::move(label)) : std::nullopt;
}

bool LabelMaker::placeRunning(const SliceBox& box, Face& face, const QStringList& texts, Label& label) const {
    const QRect body = box.painted();
    const double room = std::max<double>(body.width(), box.exactWidth - 1);
    for (const QString& text : texts) {
        const bool isNumber = std::ranges::all_of(text, [](QChar each) { return each.isDigit(); });
        const double inset = isNumber ? 1.5 * m_scale : 6 * m_scale;
        // By exact widths and the widest digits, so that equal slices have numbers of one size, or none.
        label.tiny = isNumber && std::max(widestPair(face.text), face.text.width(text)) + 2 * inset > box.exactWidth - 1;
        WordFont& used = label.tiny ? *m_tiny : face.text;
        const double width = used.width(text);
        const double needed = label.tiny ? used.width(QString(text.size(), QLatin1Char('8'))) : width + 2 * inset;
        if (text.isEmpty() || needed > (label.tiny ? box.exactWidth : room))
            continue;
        label.text = text;
        label.textAt = QPointF(isNumber ? body.left() + (body.width() - width) / 2 : body.left() + inset,
                               body.top() + (body.height() + used.capHeight()) / 2);
        return true;
    }
    return false;
}

bool LabelMaker::placeOther(const QRect& body, Face& face, const QStringList& texts, Label& label) const {
    const QChar letter = letterOf(label.state);
    if (letter.isNull() || body.width() < 16 * m_scale)
        return false;
    const double baseline = body.top() + (body.height() + face.text.capHeight()) / 2;
    const double letterWidth = face.letter.width(letter);
    const int border = label.state == State::Waiting ? 0 : 1;
    const QRect inner = body.adjusted(border, border, -border, -border);
    label.withLetter = true;
    const double pad = 5 * m_scale;
    for (const QString& text : texts) {
        const double textLeft = pad + letterWidth + pad;
        const double needed = textLeft + face.text.width(text) + 6 * m_scale;
        if (text.isEmpty() || needed > inner.width())
            continue;
        label.text = text;
        label.letterAt = QPointF(inner.left() + pad, baseline);
        label.textAt = QPointF(inner.left() + textLeft, baseline);
        // A rail starts before its words: it has to be seen that something goes on here.
        const int railStart = label.state == State::Waiting ? static_cast<int>(2 * m_scale) : 0;
        label.patch = QRect(inner.left() + railStart, inner.top(), static_cast<int>(std::ceil(needed)) - railStart,
                            inner.height());
        return true;
    }
    const double around = 4 * m_scale;
    const double left = inner.left() + (inner.width() - letterWidth) / 2;
    label.letterAt = QPointF(left, baseline);
    label.patch = QRect(static_cast<int>(left - around), inner.top(), static_cast<int>(letterWidth + 2 * around),
                        inner.height()) &
                  inner;
    return true;
}

void LabelMaker::drawLetter(QPainter& painter, const Label& label, int height) const {
    faceFor(height).letter.draw(painter, label.letterAt, letterOf(label.state));
}

void LabelMaker::drawText(QPainter& painter, const Label& label, int height) const {
    (label.tiny ? *m_tiny : faceFor(height).text).draw(painter, label.textAt, label.text);
}

} // namespace simul
