#include "ui/theme.h"

#include "ui/timeline/slice_painting.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QImage>
#include <QMutex>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace simul {

namespace {

using States = std::array<StateLook, StateCount>;

States makeStates(const std::array<const char*, 7>& inks, const std::array<const char*, 7>& tints) {
    constexpr std::array<char, 7> letters = {'Y', 'R', 'W', 'B', 'D', 'F', 'C'};
    constexpr std::array<Pattern, 7> patterns = {Pattern::Dots,      Pattern::Solid,  Pattern::Rail,
                                                 Pattern::Diagonal,  Pattern::EndCap, Pattern::CrossHatch,
                                                 Pattern::Horizontal};
    States states;
    for (std::size_t i = 0; i < inks.size(); ++i) {
        StateLook& look = states[i + static_cast<std::size_t>(State::Ready)];
        look.ink = QColor(inks[i]);
        look.tint = QColor(tints[i]);
        look.letterColor = look.ink;
        look.letter = QLatin1Char(letters[i]);
        look.pattern = patterns[i];
    }
    return states;
}

Theme makeLight() {
    Theme t;
    t.kind = ThemeKind::Light;
    t.window = QColor("#EEF0F3");
    t.panel = QColor("#FFFFFF");
    t.raised = QColor("#F7F8FA");
    t.lane = QColor("#F5F6F8");
    t.chosen = QColor("#E9ECF2");
    t.line = QColor("#DDE1E7");
    t.lineStrong = QColor("#C3C9D3");
    t.grid = QColor("#E7EAEE");
    t.gridMajor = QColor("#D5DAE1");
    t.text = t.playhead = QColor("#11151C");
    t.text2 = QColor("#434C5B");
    t.text3 = QColor("#5F697A");
    t.accent = QColor("#6941C6");
    t.accentTint = QColor("#F0EBFB");
    t.primary = QColor("#1A1F29");
    t.primaryText = t.onRunning = QColor("#FFFFFF");
    t.codeKeyword = QColor("#0B5CAD");
    t.codeType = QColor("#7A3E9D");
    t.states = makeStates({"#A96500", "#1E5FC8", "#6B7689", "#A3123A", "#1B8560", "#2A0A38", "#3F4757"},
                          {"#FCE9C6", "#D6E3F8", "#E6E9EE", "#F8D7DF", "#D3EBE1", "#E4D4EA", "#E3E6EB"});
    t.states[static_cast<std::size_t>(State::Ready)].letterColor = QColor("#8A5200");
    t.states[static_cast<std::size_t>(State::Waiting)].letterColor = QColor("#566173");
    t.modes = {QColor("#5F697A"), QColor("#B85400"), QColor("#0F7F5C"),
               QColor("#C45FCC"), QColor("#1850B4"), QColor("#8C1038")};
    return t;
}

Theme makeDark() {
    Theme t;
    t.kind = ThemeKind::Dark;
    t.window = QColor("#0B0D11");
    t.panel = QColor("#13161C");
    t.raised = QColor("#191D25");
    t.lane = QColor("#1A1E26");
    t.chosen = QColor("#252B37");
    t.line = QColor("#272D38");
    t.lineStrong = QColor("#3B4454");
    t.grid = QColor("#20252E");
    t.gridMajor = QColor("#2C333F");
    t.text = t.playhead = QColor("#EEF1F6");
    t.text2 = QColor("#B7C0CE");
    t.text3 = QColor("#8F9AAC");
    t.accent = QColor("#A78BFA");
    t.accentTint = QColor("#241F3A");
    t.primary = QColor("#EEF1F6");
    t.primaryText = QColor("#11151C");
    t.onRunning = QColor("#0A0D12");
    t.codeKeyword = QColor("#7DB3FF");
    t.codeType = QColor("#D6A5FF");
    t.states = makeStates({"#F0B53F", "#4C94F8", "#8994A8", "#F2536F", "#6FE0B0", "#FBE9FF", "#AEB7C6"},
                          {"#352A16", "#1A2C49", "#2A303B", "#341821", "#1B3B2F", "#43304C", "#2A303B"});
    t.modes = {QColor("#8F9AAC"), QColor("#F29D38"), QColor("#6FE0B0"),
               QColor("#F0B4FF"), QColor("#4C94F8"), QColor("#F0506E")};
    return t;
}

Theme makePrint() {
    Theme t;
    t.kind = ThemeKind::Print;
    t.window = t.panel = t.raised = t.lane = QColor("#FFFFFF");
    t.chosen = QColor("#F0F0F0");
    t.line = QColor("#9AA0A8");
    t.lineStrong = QColor("#5A6068");
    t.grid = QColor("#E2E4E7");
    t.gridMajor = QColor("#C4C8CD");
    t.text = t.playhead = t.accent = t.primary = QColor("#000000");
    t.text2 = QColor("#2B2F36");
    t.text3 = QColor("#4A4F57");
    t.accentTint = t.primaryText = t.onRunning = QColor("#FFFFFF");
    t.codeKeyword = QColor("#0B5CAD");
    t.codeType = QColor("#7A3E9D");
    t.states = makeStates({"#8A5600", "#1F4E8C", "#7A7F87", "#7E1230", "#1B7A57", "#000000", "#4A4F57"},
                          {"#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF"});
    t.states[static_cast<std::size_t>(State::Waiting)].letterColor = QColor("#4A4F57");
    t.modes = {QColor("#5A6068"), QColor("#A85200"), QColor("#1B7F5A"),
               QColor("#B650C4"), QColor("#153F7E"), QColor("#6E0E2A")};
    return t;
}

QFont fontOf(const QStringList& families, double pixels, QFont::Weight weight) {
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting); // the same advances on the screen and in documents
    return font;
}

QByteArray iconSource(const QString& name, const QColor& colour) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

/// Draws itself anew for every size and screen.
class IconEngine : public QIconEngine {
public:
    IconEngine(QString name, const QColor& colour, int size)
        : m_name(std::move(name)), m_colour(colour), m_size(size) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override {
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.55);
        drawIcon(*painter, m_name, m_colour, rect);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }
    QSize actualSize(const QSize& size, QIcon::Mode /*mode*/, QIcon::State /*state*/) override { return size; }
    QList<QSize> availableSizes(QIcon::Mode /*mode*/, QIcon::State /*state*/) override { return {{m_size, m_size}}; }
    QIconEngine* clone() const override { return new IconEngine(*this); }

private:
    QString m_name;
    QColor m_colour;
    int m_size;
};

} // namespace

const Theme& themeFor(ThemeKind kind) {
    static const Theme light = makeLight();
    static const Theme dark = makeDark();
    static const Theme print = makePrint();
    switch (kind) {
    case ThemeKind::Light:
        return light;
    case ThemeKind::Dark:
        return dark;
    case ThemeKind::Print:
        break;
    }
    return print;
}

QString stateName(State state) {
    constexpr std::array<const char*, StateCount> names = {
        QT_TRANSLATE_NOOP("State", "Idle"),     QT_TRANSLATE_NOOP("State", "Not started"),
        QT_TRANSLATE_NOOP("State", "Ready"),    QT_TRANSLATE_NOOP("State", "Running"),
        QT_TRANSLATE_NOOP("State", "Waiting"),  QT_TRANSLATE_NOOP("State", "Blocked"),
        QT_TRANSLATE_NOOP("State", "Done"),     QT_TRANSLATE_NOOP("State", "Failed"),
        QT_TRANSLATE_NOOP("State", "Cancelled")};
    return QCoreApplication::translate("State", names[static_cast<std::size_t>(state)]);
}

QFont uiFont(double pixels, QFont::Weight weight) {
    static const QStringList families = {QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                                         QStringLiteral("DejaVu Sans")};
    return fontOf(families, pixels, weight);
}

QFont codeFont(double pixels) {
    static const QStringList families = {QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"),
                                         QStringLiteral("DejaVu Sans Mono")};
    QFont font = fontOf(families, pixels, QFont::Normal);
    font.setStyleHint(QFont::Monospace);
    return font;
}

void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& rect) {
    const auto render = [&](QPainter& on, const QRectF& target) {
        QSvgRenderer renderer(iconSource(name, colour));
        if (renderer.isValid())
            renderer.render(&on, target);
    };
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        render(painter, rect);
        return;
    }
    // Frames are painted often and figures beside the window: keep the pixels, where every thread may see them.
    static QMutex mutex;
    static QHash<QString, QImage> images;
    const double scale = std::max(1.0, painter.deviceTransform().m11());
    const QSize size = (rect.size() * scale).toSize();
    const QString key = QStringLiteral("%1/%2/%3x%4").arg(name, colour.name()).arg(size.width()).arg(size.height());
    const QMutexLocker lock(&mutex);
    QImage& image = images[key];
    if (image.isNull() && !size.isEmpty()) {
        image = QImage(size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter imagePainter(&image);
        imagePainter.setRenderHint(QPainter::Antialiasing);
        render(imagePainter, QRectF(QPointF(), size));
    }
    painter.drawImage(rect, image);
}

QPixmap themedPixmap(const QString& name, const QColor& colour, int size, double devicePixelRatio) {
    const QString key = QStringLiteral("simul/%1/%2/%3/%4").arg(name, colour.name()).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawIcon(painter, name, colour, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon themedIcon(const QString& name, const QColor& colour, int size) {
    return QIcon(new IconEngine(name, colour, size));
}

void drawStateSwatch(QPainter& painter, const Theme& theme, State state, const QRect& rect) {
    drawSliceSample(painter, theme, state, rect);
}

QPixmap stateSwatch(const Theme& theme, State state, QSize size, double devicePixelRatio) {
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawStateSwatch(painter, theme, state, QRect(QPoint(), size));
    return pixmap;
}

} // namespace simul
