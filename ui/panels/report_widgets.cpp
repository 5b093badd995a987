#include "ui/panels/report_widgets.h"

#include "ui/panels/labels.h"
#include "ui/timeline/time_text.h"

#include <QGridLayout>
#include <QPainter>
#include <QTextDocumentFragment>

#include <algorithm>

namespace simul {

namespace {

constexpr QChar mayBreak(0x200B);

/// A name of many letters may be broken: what is wider than the panel would take its right edge out of view.
QString breakable(const QString& html) {
    constexpr int most = 20;
    QString text;
    int letters = 0;
    bool isTag = false;
    bool isEntity = false;
    for (const QChar each : html) {
        if (letters >= most && !isTag && !isEntity && !each.isLowSurrogate()) {
            text += mayBreak;
            letters = 0;
        }
        text += each;
        isEntity = !isTag && (each == u'&' || (isEntity && each != u';'));
        isTag = each == u'<' || (isTag && each != u'>');
        letters = each.isSpace() ? 0 : letters + (isTag || isEntity || each == u'>' ? 0 : 1);
    }
    return text;
}

QLabel* makeRichLabel(Appearance& appearance, const QString& html, bool faint, QWidget* parent) {
    auto* label = new QLabel(breakable(html), parent);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setFont(appearance.look().font(12.5));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setTextColour(*label, faint ? appearance.theme().text3 : appearance.theme().text);
    return label;
}

QString nameOf(const Share& share) {
    return share.name.isEmpty() ? stateName(share.state) : share.name;
}

/// `whole`: of all shares, in seconds.
QString percentText(const Share& share, double whole) {
    return QStringLiteral("%1%2%").arg(std::lround(100 * toSeconds(share.length) / whole)).arg(QChar(0xA0));
}

void drop(std::vector<QLabel*>& labels) {
    for (QLabel* label : labels) {
        label->hide();
        label->deleteLater();
    }
    labels.clear();
}

} // namespace

// ---- StateChip

StateChip::StateChip(Appearance& appearance, QWidget* parent) : QWidget(parent), m_appearance(appearance) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    appearance.follow(this, [this](const Look&) { updateGeometry(); });
}

void StateChip::setState(State state) {
    m_state = state;
    setAccessibleName(stateName(state));
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const {
    const Look& look = m_appearance.look();
    const QFontMetrics metrics(look.font(12, QFont::DemiBold));
    return {metrics.horizontalAdvance(stateName(m_state)) + look.px(22 + 6 + 7 + 7), look.px(22)};
}

void StateChip::paintEvent(QPaintEvent*) {
    const Look& look = m_appearance.look();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.theme().line, 1));
    painter.setBrush(look.theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4));
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int high = look.px(12);
    drawStateSwatch(painter, look.theme(), m_state, QRect(look.px(6), (height() - high) / 2, look.px(22), high));
    painter.setFont(look.font(12, QFont::DemiBold));
    painter.setPen(look.theme().text);
    painter.drawText(rect().adjusted(look.px(22 + 6 + 7), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     stateName(m_state));
}

// ---- ReportLines

ReportLines::ReportLines(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_layout(new QGridLayout(this)) {
    appearance.follow(this, [this](const Look& look) {
        m_layout->setContentsMargins(look.px(24), 0, 0, 0);
        m_layout->setVerticalSpacing(look.px(7));
        build();
    });
}

void ReportLines::setLines(const std::vector<ReportLine>& lines) {
    m_lines = lines;
    build();
}

void ReportLines::build() {
    drop(m_labels);
    for (const ReportLine& line : m_lines) {
        QLabel* label = makeRichLabel(m_appearance, line.html, false, this);
        m_layout->addWidget(label, static_cast<int>(m_labels.size()), 0);
        m_labels.push_back(label);
    }
    setAccessibleName(plainText());
    update();
}

QString ReportLines::plainText() const {
    QStringList texts;
    for (const ReportLine& line : m_lines)
        texts << QTextDocumentFragment::fromHtml(line.html).toPlainText();
    return texts.join(u'\n');
}

void ReportLines::paintEvent(QPaintEvent*) {
    const Look& look = m_appearance.look();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double x = look.px(6) + 0.5;
    const double half = QFontMetricsF(look.font(12.5)).height() / 2;
    std::vector<double> centres;
    for (const QLabel* label : m_labels)
        centres.push_back(label->y() + half);
    if (centres.size() > 1) {
        painter.setPen(QPen(look.theme().line, 1.5));
        painter.drawLine(QPointF(x, centres.front()), QPointF(x, centres.back()));
    }
    painter.setPen(QPen(look.theme().panel, 2));
    for (std::size_t index = 0; index < centres.size(); ++index) {
        const State state = m_lines[index].state;
        painter.setBrush(state == State::Idle ? look.theme().text3 : look.theme().look(state).ink);
        painter.drawEllipse(QPointF(x, centres[index]), 5 * look.scale, 5 * look.scale);
    }
}

// ---- FactGrid

FactGrid::FactGrid(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_layout(new QGridLayout(this)) {
    m_layout->setColumnStretch(1, 1);
    appearance.follow(this, [this](const Look& look) {
        m_layout->setContentsMargins(0, 0, 0, 0);
        m_layout->setVerticalSpacing(look.px(4));
        m_layout->setColumnMinimumWidth(0, look.px(76));
        m_layout->setHorizontalSpacing(look.px(8));
        build();
    });
}

void FactGrid::setFacts(const std::vector<ReportFact>& facts) {
    m_facts = facts;
    build();
}

void FactGrid::build() {
    drop(m_labels);
    int row = 0;
    for (const ReportFact& fact : m_facts) {
        QLabel* name = makeRichLabel(m_appearance, fact.name.toHtmlEscaped(), true, this);
        name->setWordWrap(false);
        QLabel* value = makeRichLabel(m_appearance, fact.html, false, this);
        m_layout->addWidget(name, row, 0);
        m_layout->addWidget(value, row, 1);
        ++row;
        m_labels.push_back(name);
        m_labels.push_back(value);
    }
}

// ---- ShareBar

ShareBar::ShareBar(Appearance& appearance, QWidget* parent) : QWidget(parent), m_appearance(appearance) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    appearance.follow(this, [this](const Look&) { updateGeometry(); });
}

void ShareBar::setShares(std::vector<Share> shares) {
    m_shares = std::move(shares);
    double whole = 0;
    for (const Share& share : m_shares)
        whole += toSeconds(share.length);
    QStringList texts;
    for (const Share& share : m_shares)
        texts << nameOf(share) + u' ' + percentText(share, whole);
    setAccessibleName(texts.join(QStringLiteral(", ")));
    update();
}

QSize ShareBar::sizeHint() const {
    return {m_appearance.look().px(200), m_appearance.look().px(40)};
}

void ShareBar::paintEvent(QPaintEvent*) {
    const Look& look = m_appearance.look();
    double whole = 0;
    for (const Share& share : m_shares)
        whole += toSeconds(share.length);
    if (whole <= 0)
        return;
    QPainter painter(this);
    const QFont font = look.font(12);
    const QFont strong = look.font(12, QFont::DemiBold);
    double x = 0;
    double textX = 0;
    for (const Share& share : m_shares) {
        const double part = toSeconds(share.length) / whole;
        const int left = static_cast<int>(std::lround(x));
        x += part * width();
        const int right = std::max(left + 1, static_cast<int>(std::lround(x)));
        const QRect box(left, 0, right - left, look.px(15));
        if (share.state == State::Idle)
            painter.fillRect(box, look.theme().lane);
        else
            drawStateSwatch(painter, look.theme(), share.state, box);

        const QString percent = percentText(share, whole);
        const QString name = nameOf(share) + u' ';
        const int nameWidth = QFontMetrics(font).horizontalAdvance(name);
        const int percentWidth = QFontMetrics(strong).horizontalAdvance(percent);
        const int top = look.px(20);
        painter.setPen(look.theme().text2);
        painter.setFont(font);
        painter.drawText(QRectF(textX, top, nameWidth + 2, look.px(18)), Qt::AlignVCenter, name);
        painter.setPen(look.theme().text);
        painter.setFont(strong);
        painter.drawText(QRectF(textX + nameWidth, top, percentWidth + 2, look.px(18)), Qt::AlignVCenter, percent);
        textX += nameWidth + percentWidth + look.px(14);
    }
}

} // namespace simul
