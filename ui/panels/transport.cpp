#include "ui/panels/transport.h"

#include "ui/panels/button.h"
#include "ui/panels/clock_text.h"
#include "ui/panels/event_text.h"
#include "ui/panels/labels.h"
#include "ui/panels/slider.h"
#include "ui/timeline/time_text.h"

#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

constexpr int speedSteps = 240; ///< 60 for each power of ten
constexpr int lastMs = 60;

double decadesFrom(double slowest) { return std::log10(Player::fastest / slowest); }

int positionOf(double speed, double slowest) {
    return static_cast<int>(std::lround(std::log10(speed / slowest) / decadesFrom(slowest) * speedSteps));
}

/// Two significant digits, so that the value reads well.
double speedAt(int position, double slowest) {
    const double speed = slowest * std::pow(10, decadesFrom(slowest) * position / speedSteps);
    const double power = std::pow(10, std::floor(std::log10(speed) + 1e-9) - 1);
    return std::round(speed / power) * power;
}

/// "1/20 000": so many times slower than it was.
QString slowText(double speed) {
    const double times = 1 / speed;
    const auto number = [](double value) { return QString::number(value, 'g', 2); };
    if (times < 1000)
        return QStringLiteral("1/%1").arg(times, 0, 'f', 0) + QChar(0xD7);
    return times < 1e6 ? QStringLiteral("1/%1k").arg(times / 1e3, 0, 'f', 0) + QChar(0xD7)
                       : QStringLiteral("1/%1M").arg(number(times / 1e6)) + QChar(0xD7);
}

QString speedText(double speed) {
    if (speed < 1)
        return slowText(speed);
    QString number = QString::number(speed, 'f', speed < 10 ? 1 : 0);
    if (number.endsWith(QStringLiteral(".0")))
        number.chop(2);
    if (number.size() > 4)
        number.insert(number.size() - 3, QChar(0xA0));
    return number + QChar(0xD7);
}

} // namespace

Transport::Transport(Appearance& appearance, RunController& controller, ViewState& view, Player& player,
                     QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_view(view), m_player(player) {
    build();
    m_lastTimer.setSingleShot(true);
    m_lastTimer.setInterval(lastMs);
    connect(&m_lastTimer, &QTimer::timeout, this, &Transport::showLast);
    connect(&view, &ViewState::playheadChanged, this, &Transport::showTime);
    connect(&view, &ViewState::rangeChanged, this, &Transport::showTime);
    connect(&controller, &RunController::comparisonReplaced, this, &Transport::showTime);
    connect(&controller, &RunController::comparisonGrew, this, &Transport::showTime);
    connect(&controller, &RunController::runningChanged, this, &Transport::showTime);
    connect(&player, &Player::playingChanged, this, &Transport::showPlaying);
    connect(&player, &Player::speedChanged, this, &Transport::showSpeed);
    showTime();
    showLast();
    showPlaying();
    showSpeed();
}

Button* Transport::addButton(const char* icon, const QString& name, const QString& key, void (Player::*action)()) {
    const bool isPlay = action == &Player::toggle;
    auto* button = new Button(m_appearance, isPlay ? Button::Kind::Primary : Button::Kind::Flat,
                              QString::fromLatin1(icon), {}, this);
    button->setControlHeight(isPlay ? 32 : 28);
    button->setObjectName(QString::fromLatin1(icon));
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(name, key));
    connect(button, &QAbstractButton::clicked, &m_player, action);
    layout()->addWidget(button);
    return button;
}

void Transport::build() {
    auto* row = new QHBoxLayout(this);
    addButton("to-start", tr("To the start"), tr("Home"), &Player::toStart);
    addButton("step-back", tr("One event back"), tr("Left"), &Player::stepBack);
    m_play = addButton("play", tr("Play"), tr("Space"), &Player::toggle);
    addButton("step-fwd", tr("One event on"), tr("Right"), &Player::stepForward);
    addButton("to-end", tr("To the end"), tr("End"), &Player::toEnd);
    row->addSpacing(8);
    m_clock = new ClockText(m_appearance, 20, QFont::DemiBold, this);
    m_clock->setObjectName(QStringLiteral("clock"));
    row->addWidget(m_clock);
    m_whole = makeLabel(m_appearance, TextRole::Detail, {}, this);
    row->addWidget(m_whole);
    row->addSpacing(8);
    QFrame* line = makeLine(Qt::Vertical, this);
    row->addWidget(line);
    row->addSpacing(8);
    m_last = new ElidedLabel(m_appearance, TextRole::Detail, this);
    row->addWidget(m_last, 1);
    buildSpeed(row);
    m_appearance.follow(this, [=, this](const Look& look) {
        row->setContentsMargins(look.px(12), 0, look.px(16), 0);
        row->setSpacing(look.px(4));
        line->setFixedHeight(look.px(24));
        setFixedHeight(look.px(44));
    });
}

void Transport::buildSpeed(QHBoxLayout* layout) {
    m_speedBox = new QWidget(this);
    auto* row = new QHBoxLayout(m_speedBox);
    row->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_speedBox);
    m_slowest = makeLabel(m_appearance, TextRole::Faint, speedText(m_player.slowest()), this);
    row->addWidget(m_slowest);
    m_speed = new Slider(m_appearance, this);
    m_speed->setObjectName(QStringLiteral("speed"));
    m_speed->setRange(0, speedSteps);
    m_speed->setPageStep(speedSteps / 8);
    m_speed->setParts(4);
    m_speed->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("How fast the story is played"));
    connect(m_speed, &QSlider::valueChanged, &m_player, [this](int position) { m_player.setSpeed(speedAt(position, m_player.slowest())); });
    row->addWidget(m_speed);
    m_fastest = makeLabel(m_appearance, TextRole::Faint, speedText(Player::fastest), this);
    row->addWidget(m_fastest);
    m_speedText = makeLabel(m_appearance, TextRole::Strong, {}, this);
    m_speedText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_appearance.follow(m_speedText, [this](const Look& look) { m_speedText->setFixedWidth(look.px(62)); });
    row->addWidget(m_speedText);
}

/// What a narrow window leaves of it; resizeEvent() takes the rest away.
QSize Transport::minimumSizeHint() const {
    return {m_appearance.look().px(420), m_appearance.look().px(44)};
}

/// In a narrow window what happened last is worth more than the ends of a slider, and buttons and clock more than the rest.
void Transport::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool hasRoom = width() > m_appearance.look().px(820);
    m_whole->setVisible(width() > m_appearance.look().px(570));
    m_speed->setVisible(width() > m_appearance.look().px(490));
    m_slowest->setVisible(hasRoom);
    m_fastest->setVisible(hasRoom);
    m_speed->setFixedWidth(m_appearance.look().px(hasRoom ? 132 : 84));
}

void Transport::showTime() {
    const Duration whole = m_view.end().time_since_epoch();
    // A real run and a playing one have a fraction at every moment; in a long one it would only flicker. Cut off, as on the
    // ruler: two clocks that differ by a second are one too many.
    const auto text = [&](TraceTime time) {
        using namespace std::chrono;
        const Duration since = time.time_since_epoch();
        const bool flickers = whole >= 10min && (m_player.clock() == ClockKind::Real || m_player.isPlaying());
        return spanText(flickers ? floor<seconds>(since) : since, whole);
    };
    const QString end = text(m_view.end());
    m_clock->setWidest(end);
    m_clock->setText(text(m_view.playhead()));
    m_whole->setText(m_controller.comparison() == nullptr ? QString() : tr("of %1").arg(end));
    if (!m_lastTimer.isActive())
        m_lastTimer.start();
}

void Transport::showLast() {
    if (m_controller.isLive()) {
        m_last->setLead({});
        m_last->setText(m_controller.progressText());
        return;
    }
    constexpr std::size_t mostTasks = 50'000; ///< every lane is asked: of more it would hold up the window
    LatestEvent latest;
    const Comparison* comparison = m_controller.comparison();
    for (std::size_t run = 0; comparison != nullptr && run < comparison->runs.size(); ++run) {
        if (comparison->runs[run].trace->tasks().size() > mostTasks)
            continue;
        LatestEvent event = latestEvent(*comparison->runs[run].trace, m_view.playhead());
        const bool isSelected = m_view.selection() && m_view.selection()->run == run;
        if (!event.text.isEmpty() &&
            (latest.text.isEmpty() || event.time > latest.time || (event.time == latest.time && isSelected)))
            latest = std::move(event);
    }
    m_last->setLead(latest.text.isEmpty() ? QString() : tr("Last:"));
    m_last->setText(latest.text.isEmpty()
                        ? QString()
                        : momentText(latest.time, m_view.end().time_since_epoch()) + u' ' + latest.text);
}

void Transport::showPlaying() {
    const bool isPlaying = m_player.isPlaying();
    m_play->setIconName(isPlaying ? QStringLiteral("pause") : QStringLiteral("play"));
    m_play->setAccessibleName(isPlaying ? tr("Pause") : tr("Play"));
    m_speedBox->setVisible(!m_controller.isLive()); // the real clock has a speed of its own
}

void Transport::showSpeed() {
    const QSignalBlocker quiet(m_speed);
    m_speed->setValue(positionOf(m_player.speed(), m_player.slowest()));
    m_slowest->setText(speedText(m_player.slowest()));
    m_speedText->setText(speedText(m_player.speed()));
}

} // namespace simul
