#include "ui/panels/wait_ring.h"

#include "ui/panels/event_text.h"
#include "ui/timeline/resource_text.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr int nodeHeight = 32;
constexpr int rowPitch = 98;  ///< from one row of nodes to the next
constexpr int labelRoom = 24; ///< above the first row and below the last

/// A task or a resource of the ring.
class RingNode : public QAbstractButton {
public:
    RingNode(Appearance& appearance, const QString& name, const QString& icon, bool isTask, QWidget* parent)
        : QAbstractButton(parent), m_appearance(appearance), m_icon(icon), m_isTask(isTask) {
        setText(name);
        setToolTip(name);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Look& look = m_appearance.look();
        const Theme& theme = look.theme();
        const StateLook& blocked = theme.look(State::Blocked);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double radius = m_isTask ? height() / 2.0 - 1 : look.px(4);
        painter.setPen(QPen(blocked.ink, 1.6 * look.scale));
        painter.setBrush(m_isTask ? blocked.tint : theme.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
        const int icon = look.px(14);
        const int gap = look.px(7);
        const int room = width() - icon - gap - look.px(14);
        QFont font = look.font(12.5, QFont::DemiBold);
        if (QFontMetrics(font).horizontalAdvance(text()) > room)
            font = look.font(11, QFont::DemiBold);
        const QFontMetrics metrics(font);
        const QString shown = metrics.elidedText(text(), Qt::ElideMiddle, room); // names of one kind differ at their ends
        const int left = (width() - icon - gap - metrics.horizontalAdvance(shown)) / 2;
        drawIcon(painter, m_icon, theme.text, QRectF(left, (height() - icon) / 2.0, icon, icon));
        painter.setFont(font);
        painter.setPen(theme.text);
        painter.drawText(QRect(left + icon + gap, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, shown);
    }

    /// Arrows are the ring's business.
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_Left ||
                 event->key() == Qt::Key_Right)
            event->ignore();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    Appearance& m_appearance;
    QString m_icon;
    bool m_isTask;
};

} // namespace

WaitRing::WaitRing(Appearance& appearance, QWidget* parent) : QWidget(parent), m_appearance(appearance) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Who waits for whom"));
    appearance.follow(this, [this](const Look&) {
        updateGeometry();
        place();
    });
}

void WaitRing::setTrace(const Trace* trace) {
    for (QAbstractButton* button : m_buttons) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    m_edges.clear();
    if (trace != nullptr && trace->deadlock() && trace->deadlock()->isCycle) {
        const auto add = [&](Node node, const QString& name, const QString& icon) {
            const bool isTask = std::holds_alternative<TaskId>(node);
            auto* button = new RingNode(m_appearance, name, icon, isTask, this);
            connect(button, &QAbstractButton::clicked, this, [this, node] { emit nodeChosen(node); });
            m_buttons.push_back(button);
            return m_buttons.size() - 1;
        };
        for (const Deadlock::Wait& wait : trace->deadlock()->waits) {
            const std::size_t task = add(wait.task, nameText(*trace, wait.task), QStringLiteral("user"));
            if (wait.wants.kind != CauseKind::Resource) {
                m_edges.push_back({task, task + 1, tr("waits for"), true});
                continue;
            }
            const ResourceInfo& info = trace->info(ResourceId(wait.wants.id));
            const std::size_t wanted = add(ResourceId(wait.wants.id), textOf(info.name), resourceIcon(info.kind));
            m_edges.push_back({task, wanted, tr("wants"), true});
            m_edges.push_back({wanted, wanted + 1, tr("held by"), false});
        }
        if (!m_edges.empty())
            m_edges.back().to = 0;
        for (std::size_t index = 0; index < m_buttons.size(); ++index)
            m_buttons[index]->setAccessibleName(
                tr("%1 %2 %3")
                    .arg(m_buttons[index]->text(), m_edges[index].text, m_buttons[m_edges[index].to]->text()));
        setAccessibleDescription(textOf(trace->deadlock()->text));
    }
    updateGeometry();
    place();
    for (QAbstractButton* button : m_buttons)
        button->show();
    update();
}

QSize WaitRing::sizeHint() const {
    const Look& look = m_appearance.look();
    if (m_buttons.empty())
        return {0, 0};
    return {look.px(280), look.px(2 * labelRoom + nodeHeight + (rows() - 1) * rowPitch)};
}

/// Down the right side and up the left one, so that every arrow is upright or level.
void WaitRing::place() {
    const Look& look = m_appearance.look();
    const int wide = std::min(look.px(132), (width() - look.px(56)) / 2);
    const auto count = static_cast<int>(m_buttons.size());
    for (int index = 0; index < count; ++index) {
        const bool isLeft = index == 0 || index > rows();
        const int row = index == 0 ? 0 : index <= rows() ? index - 1 : rows() - 1 - (index - rows() - 1);
        m_buttons[static_cast<std::size_t>(index)]->setGeometry(
            isLeft ? 0 : width() - wide, look.px(labelRoom + row * rowPitch), wide, look.px(nodeHeight));
    }
}

/// Between the two rows in the middle, where no name is in the way; of an odd number of rows above the one there.
int WaitRing::middle() const {
    return m_appearance.look().px(labelRoom + nodeHeight / 2.0 + (rows() / 2 - 0.5) * rowPitch);
}

void WaitRing::resizeEvent(QResizeEvent* /*event*/) {
    place();
}

/// Along the ring.
void WaitRing::keyPressEvent(QKeyEvent* event) {
    const auto focused = std::ranges::find_if(m_buttons, [](const QAbstractButton* node) { return node->hasFocus(); });
    const bool isForward = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    if (focused == m_buttons.end() || (!isForward && event->key() != Qt::Key_Left && event->key() != Qt::Key_Up)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto index = static_cast<std::size_t>(focused - m_buttons.begin());
    const std::size_t next = (index + (isForward ? 1 : m_buttons.size() - 1)) % m_buttons.size();
    m_buttons[next]->setFocus(Qt::TabFocusReason);
}

/// From edge to edge; two arrows between the same two keep apart.
QLineF WaitRing::lineOf(const Edge& edge) const {
    const QRectF from = m_buttons[edge.from]->geometry();
    const QRectF to = m_buttons[edge.to]->geometry();
    const double aside = m_buttons.size() == 2 ? from.height() / 4 * (edge.from == 0 ? -1 : 1) : 0;
    if (edge.from == edge.to) // waits for itself: the sentence says it
        return {};
    if (from.top() == to.top()) {
        const bool right = to.left() > from.left();
        const double y = from.center().y() + aside;
        return right ? QLineF(from.right(), y, to.left(), y) : QLineF(from.left(), y, to.right(), y);
    }
    const bool down = to.top() > from.top();
    const double x = from.center().x();
    return down ? QLineF(x, from.bottom(), x, to.top()) : QLineF(x, from.top(), x, to.bottom());
}

void WaitRing::paintEdge(QPainter& painter, const Edge& edge, int number) const {
    const Look& look = m_appearance.look();
    const Theme& theme = look.theme();
    const QLineF line = lineOf(edge);
    if (line.isNull())
        return;
    const QPointF along = QPointF(line.dx(), line.dy()) / line.length();
    const QPointF across(-along.y(), along.x());
    const double head = look.px(7);
    QPen pen(theme.text, 1.6 * look.scale);
    pen.setCapStyle(Qt::FlatCap);
    if (edge.wants)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawLine(line.p1() + along * 2, line.p2() - along * (head + 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    const QPointF tip = line.p2() - along * 2;
    const std::array<QPointF, 3> points = {tip, tip - along * head + across * head * 0.6,
                                           tip - along * head - across * head * 0.6};
    painter.drawPolygon(points.data(), static_cast<int>(points.size()));

    const QFont font = look.font(12);
    const QFontMetricsF metrics(font);
    const double radius = look.px(8);
    const double width = 2 * radius + look.px(5) + metrics.horizontalAdvance(edge.text);
    QPointF centre = line.center();
    const bool isLevel = line.dy() == 0;
    if (isLevel) // beside the line: above in the upper half, else below
        centre.ry() +=
            (m_buttons.size() == 2 ? edge.from == 0 : centre.y() < height() / 2.0) ? -look.px(22) : look.px(22);
    else
        painter.fillRect(QRectF(centre.x() - width / 2 - 4, centre.y() - radius - 3, width + 8, 2 * radius + 6),
                         theme.panel);
    const QPointF disc(centre.x() - width / 2 + radius, centre.y());
    painter.setBrush(theme.look(State::Blocked).ink);
    painter.drawEllipse(disc, radius, radius);
    painter.setPen(theme.kind == ThemeKind::Dark ? theme.window : QColor(Qt::white));
    painter.setFont(look.font(10.5, QFont::Bold));
    painter.drawText(QRectF(disc.x() - radius, disc.y() - radius, 2 * radius, 2 * radius), Qt::AlignCenter,
                     QString::number(number));
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QPointF(disc.x() + radius + look.px(5), centre.y() + metrics.capHeight() / 2), edge.text);
}

void WaitRing::paintEvent(QPaintEvent* /*event*/) {
    if (m_buttons.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t index = 0; index < m_edges.size(); ++index)
        paintEdge(painter, m_edges[index], static_cast<int>(index) + 1);
    if (rows() < 2)
        return;
    const Look& look = m_appearance.look();
    const int icon = look.px(16);
    const QPoint centre(rect().center().x(), middle());
    drawIcon(painter, QStringLiteral("cycle"), look.theme().look(State::Blocked).ink,
             QRectF(centre.x() - icon / 2.0, centre.y(), icon, icon));
    painter.setFont(look.font(12));
    painter.setPen(look.theme().text3);
    painter.drawText(QRect(0, centre.y() - look.px(20), width(), look.px(18)), Qt::AlignCenter, tr("no way out"));
}

std::vector<WaitStatement> waitStatements(const ModeRun& run) {
    std::vector<WaitStatement> statements;
    const Trace& trace = *run.trace;
    if (!trace.deadlock())
        return statements;
    constexpr std::size_t most = 12;
    const Deadlock& deadlock = *trace.deadlock();
    for (const Deadlock::Wait& wait : deadlock.waits) {
        if (statements.size() >= most)
            break;
        const Lane& lane = trace.lane(wait.task);
        const TraceTime since = lane.empty() ? deadlock.time : lane.back().start;
        const QString who = strong(nameText(trace, wait.task));
        const bool isResource = wait.wants.kind == CauseKind::Resource;
        statements.push_back({(isResource ? WaitRing::tr("%1 wants %2") : WaitRing::tr("%1 waits for %2"))
                                  .arg(who, strong(textOf(wait.wish))),
                              since});
        if (!isResource || !wait.heldBy)
            continue;
        const ResourceUse* use = useOf(run.resources, ResourceId(wait.wants.id));
        const std::vector<const Holding*> holders = use ? holdersAt(*use, trace.end()) : std::vector<const Holding*>();
        statements.push_back({WaitRing::tr("%1 holds it").arg(strong(nameText(trace, *wait.heldBy))),
                              holders.empty() ? deadlock.time : holders.front()->start});
    }
    return statements;
}

} // namespace simul
