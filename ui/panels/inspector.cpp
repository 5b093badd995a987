#include "ui/panels/inspector.h"

#include "ui/panels/button.h"
#include "ui/panels/code_view.h"
#include "ui/panels/deadlock_panel.h"
#include "ui/panels/labels.h"
#include "ui/panels/report_widgets.h"
#include "ui/panels/resource_report.h"
#include "ui/panels/run_summary.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/time_text.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace simul {

namespace {
constexpr int soonMs = 40;
constexpr int margin = 16;

/// The margins of a part of the panel follow the scale.
void padded(Appearance& appearance, QLayout* layout, QObject* owner, int top, int bottom) {
    appearance.follow(owner, [=](const Look& look) {
        layout->setContentsMargins(look.px(margin), look.px(top), look.px(margin), look.px(bottom));
        layout->setSpacing(look.px(8));
    });
}
} // namespace

Inspector::Inspector(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_view(view) {
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &Inspector::showReport);
    connect(&view, &ViewState::selectionChanged, this, &Inspector::refresh);
    connect(&controller, &RunController::comparisonReplaced, this, &Inspector::showReport);
    connect(&controller, &RunController::comparisonGrew, this, &Inspector::refresh);
    showReport();
}

void Inspector::build() {
    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    m_deadlock = new DeadlockPanel(m_appearance, m_controller, m_view, content);
    m_empty = makeEmpty();
    m_summary = new RunSummary(m_appearance, m_controller, m_view, content);
    for (QWidget* part : std::initializer_list<QWidget*>{m_deadlock, m_empty, m_summary})
        inner->addWidget(part);
    inner->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1000);
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addWidget(makeCode(), 1);
}

bool Inspector::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::LayoutRequest)
        fitReport();
    return QWidget::eventFilter(object, event);
}

/// The report takes what it needs, the code has the rest.
void Inspector::fitReport() {
    const QWidget* content = m_scroll->widget();
    const int width = std::max(m_scroll->viewport()->width(), 1);
    const QLayout* layout = content->layout();
    m_scroll->setMaximumHeight(layout->hasHeightForWidth() ? layout->totalHeightForWidth(width)
                                                           : layout->totalSizeHint().height());
}

QWidget* Inspector::makeEmpty() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->addWidget(makeLabel(m_appearance, TextRole::Strong, tr("Nothing is selected"), page));
    QLabel* hint = makeLabel(m_appearance, TextRole::Detail,
                             tr("Click a slice of the timeline, or press an arrow key up or down, to see why it waits "
                                "and which line of the code it stands at."),
                             page);
    hint->setWordWrap(true);
    layout->addWidget(hint);
    m_longest =
        new Button(m_appearance, Button::Kind::Outline, QStringLiteral("target"), tr("Show the longest wait"), page);
    connect(m_longest, &QAbstractButton::clicked, this, &Inspector::selectLongestWait);
    layout->addWidget(m_longest);
    padded(m_appearance, layout, page, 20, 16);
    return page;
}

/// When there is first something to report.
void Inspector::makeReport() {
    m_report = new QWidget;
    auto* layout = new QVBoxLayout(m_report);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    addHeader(layout);
    addWhy(layout);
    addRule(layout);
    addSlice(layout);
    addRule(layout);
    addLife(layout);
    static_cast<QVBoxLayout*>(m_scroll->widget()->layout())->insertWidget(0, m_report);
}

void Inspector::addHeader(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    m_title = new ElidedLabel(m_appearance, TextRole::Title, this);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_chip = new StateChip(m_appearance, this);
    m_mode = new ElidedLabel(m_appearance, TextRole::Detail, this);
    m_mode->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addWidget(m_title);
    row->addWidget(m_chip);
    row->addStretch(1);
    row->addWidget(m_mode);
    padded(m_appearance, row, m_title, 12, 6);
    layout->addLayout(row);
}

void Inspector::addWhy(QVBoxLayout* layout) {
    auto* part = new QVBoxLayout;
    m_question = makeLabel(m_appearance, TextRole::Section, {}, this);
    m_why = new ReportLines(m_appearance, this);
    m_why->setObjectName(QStringLiteral("why"));
    part->addWidget(m_question);
    part->addWidget(m_why);
    padded(m_appearance, part, m_why, 2, 14);
    layout->addLayout(part);
}

void Inspector::addSlice(QVBoxLayout* layout) {
    auto* part = new QVBoxLayout;
    m_what = makeLabel(m_appearance, TextRole::Section, {}, this);
    part->addWidget(m_what);
    m_facts = new FactGrid(m_appearance, this);
    part->addWidget(m_facts);
    auto* row = new QHBoxLayout;
    const auto add = [&](const char* icon, const QString& text, const QString& name, const QString& key, auto signal) {
        auto* button = new Button(m_appearance, Button::Kind::Outline, QString::fromLatin1(icon), text, this);
        button->setControlHeight(28);
        button->setAccessibleName(name);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(name, key));
        connect(button, &QAbstractButton::clicked, this, signal);
        row->addWidget(button);
    };
    add("step-back", {}, tr("Previous slice of this lane"), QStringLiteral(","), &Inspector::previousRequested);
    add("step-fwd", {}, tr("Next slice of this lane"), QStringLiteral("."), &Inspector::nextRequested);
    add("fit", tr("Zoom to it"), tr("Zoom to it"), QStringLiteral("F"), &Inspector::zoomRequested);
    row->addStretch(1);
    part->addSpacing(2);
    part->addLayout(row);
    padded(m_appearance, part, m_facts, 12, 14);
    m_appearance.follow(row, [row](const Look& look) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(look.px(6));
    });
    layout->addLayout(part);
}

void Inspector::addLife(QVBoxLayout* layout) {
    auto* part = new QVBoxLayout;
    auto* row = new QHBoxLayout;
    m_life = new ElidedLabel(m_appearance, TextRole::Section, this); // names may be long
    m_lifeLength = makeLabel(m_appearance, TextRole::Detail, {}, this);
    row->addWidget(m_life, 1);
    row->addWidget(m_lifeLength);
    m_shares = new ShareBar(m_appearance, this);
    part->addLayout(row);
    part->addWidget(m_shares);
    padded(m_appearance, part, m_shares, 12, 10);
    layout->addLayout(part);
}

QWidget* Inspector::makeCode() {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(m_appearance, TextRole::Section, tr("Scenario code"), box));
    row->addStretch(1);
    row->addWidget(makeLabel(m_appearance, TextRole::Faint, tr("same in every mode"), box));
    auto* copy = new Button(m_appearance, Button::Kind::Flat, QStringLiteral("copy"), {}, box);
    copy->setControlHeight(24);
    copy->setAccessibleName(tr("Copy the code"));
    copy->setToolTip(tr("Copy the code"));
    connect(copy, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code->story()); });
    row->addWidget(copy);
    m_code = new CodeView(m_appearance, box);
    m_appearance.follow(m_code, [this](const Look& look) { m_code->setMinimumHeight(look.px(160)); });
    layout->addLayout(row);
    layout->addWidget(m_code, 1);
    m_appearance.follow(box, [row](const Look& look) {
        row->setContentsMargins(look.px(margin), look.px(6), look.px(10), look.px(6));
        row->setSpacing(look.px(6));
    });
    return box;
}

void Inspector::addRule(QVBoxLayout* layout) {
    layout->addWidget(makeLine(Qt::Horizontal, this));
}

void Inspector::refresh() {
    if (!m_soon.isActive())
        m_soon.start();
}

QString Inspector::explanation() const {
    return m_report == nullptr || m_report->isHidden() ? QString() : m_why->plainText();
}

std::optional<SliceReport> Inspector::makeSelectedReport() const {
    const Comparison* comparison = m_controller.comparison();
    const auto& selection = m_view.selection();
    if (comparison == nullptr || !selection || selection->run >= comparison->runs.size())
        return std::nullopt;
    const ModeRun& run = comparison->runs[selection->run];
    const Duration whole = comparison->end().time_since_epoch();
    if (selection->resource) {
        const ResourceUse* use = useOf(run.resources, *selection->resource);
        return use ? std::optional(reportOnResource(run, *use, selection->time, whole)) : std::nullopt;
    }
    return run.trace->has(selection->lane)
               ? reportOn(run, *comparison->scenario, selection->lane, selection->time, whole)
               : std::nullopt;
}

void Inspector::showReport() {
    const Comparison* comparison = m_controller.comparison();
    const auto& selection = m_view.selection();
    const std::optional<SliceReport> report = makeSelectedReport();
    m_deadlock->renew();
    m_summary->renew();
    if (report && m_report == nullptr)
        makeReport();
    if (m_report != nullptr)
        m_report->setVisible(report.has_value());
    m_empty->setVisible(!report);
    m_longest->setEnabled(comparison != nullptr && !comparison->runs.empty());
    showCode(report ? &*report : nullptr);
    if (!report)
        return;

    const ModeRun& run = comparison->runs[selection->run];
    m_title->setText(report->title);
    m_title->updateGeometry();
    m_chip->setState(report->state);
    m_chip->setVisible(!selection->resource); // only tasks and workers have a state
    m_what->setText(selection->resource ? tr("Resource") : tr("Slice"));
    m_mode->setText(runName(run));
    m_mode->updateGeometry();
    m_question->setText(report->question);
    m_why->setLines(report->why);
    m_facts->setFacts(report->facts);
    const ResourceUse* use = selection->resource ? useOf(run.resources, *selection->resource) : nullptr;
    const std::vector<Share> shares = use ? sharesOf(*use) : sharesOf(run, selection->lane);
    Duration length{};
    for (const Share& share : shares)
        length += share.length;
    m_life->setText(use || !selection->lane.isTask() ? tr("%1, whole run").arg(report->title)
                                               : tr("%1, whole life").arg(report->title));
    m_lifeLength->setText(
        spanText(rounded(length, comparison->end().time_since_epoch()), comparison->end().time_since_epoch()));
    m_shares->setShares(shares);
}

void Inspector::showCode(const SliceReport* report) {
    const Comparison* comparison = m_controller.comparison();
    if (comparison == nullptr || comparison->scenario == nullptr)
        return;
    m_code->showFile(QString::fromStdString(comparison->scenario->source));
    m_code->setPlaceholderText(tr("A trace from a file has no code to show."));
    if (report == nullptr)
        m_code->showSpots(std::nullopt, {});
    else
        m_code->showSpots(report->code,
                          spotsOf(*comparison->runs[m_view.selection()->run].trace, m_view.selection()->lane));
}

/// Of all runs: the task that stood ready the longest in one go, else the one that was blocked or waited the longest.
void Inspector::selectLongestWait() {
    const Comparison* comparison = m_controller.comparison();
    for (const State wanted : {State::Ready, State::Blocked, State::Waiting}) {
        std::optional<Selection> longest;
        Duration length{};
        for (std::size_t run = comparison->runs.size(); run-- > 0;) {
            const Trace& trace = *comparison->runs[run].trace;
            for (std::size_t task = 0; task < trace.tasks().size(); ++task) {
                const Lane& lane = trace.lane(TaskId(task));
                for (std::size_t index = 0; index < lane.size(); ++index) {
                    const Duration slice = lane.endOf(index, trace.end()) - lane[index].start;
                    if (lane[index].state() != wanted || slice <= length)
                        continue;
                    length = slice;
                    longest = Selection{run, TaskId(task), lane[index].start};
                }
            }
        }
        if (!longest)
            continue;
        m_view.setPlayhead(longest->time);
        m_view.select(longest);
        m_view.reveal(longest->time);
        return;
    }
}

} // namespace simul
