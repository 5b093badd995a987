#include "ui/panels/inspector.h"

#include "ui/panels/button.h"
#include "ui/panels/code_view.h"
#include "ui/panels/deadlock_panel.h"
#include "ui/panels/labels.h"
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
} // namespace

Inspector::Inspector(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_view(view) {
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &Inspector::showReport);
    const auto lookNoLonger = [this] { m_longestWait.cancel(); };
    connect(&view, &ViewState::selectionChanged, this, lookNoLonger); // one looks elsewhere
    connect(&view, &ViewState::selectionChanged, this, &Inspector::refresh);
    connect(&controller, &RunController::comparisonReplaced, this, lookNoLonger);
    connect(&controller, &RunController::comparisonReplaced, this, &Inspector::showReport);
    connect(&controller, &RunController::comparisonGrew, this, &Inspector::refresh);
    connect(&controller, &RunController::runningChanged, this, &Inspector::refresh); // another story is to run
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
    m_longest->setObjectName(QStringLiteral("longestWait"));
    connect(m_longest, &QAbstractButton::clicked, this, &Inspector::findLongestWait);
    layout->addWidget(m_longest);
    m_appearance.follow(page, [layout](const Look& look) {
        layout->setContentsMargins(look.px(margin), look.px(20), look.px(margin), look.px(16));
        layout->setSpacing(look.px(8));
    });
    return page;
}

/// When there is first something to report.
void Inspector::makeReport() {
    m_report = new ReportPage(m_appearance);
    connect(m_report, &ReportPage::previousRequested, this, &Inspector::previousRequested);
    connect(m_report, &ReportPage::nextRequested, this, &Inspector::nextRequested);
    connect(m_report, &ReportPage::zoomRequested, this, &Inspector::zoomRequested);
    static_cast<QVBoxLayout*>(m_scroll->widget()->layout())->insertWidget(0, m_report);
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

void Inspector::refresh() {
    if (!m_soon.isActive())
        m_soon.start();
}

QString Inspector::explanation() const {
    return m_report == nullptr || m_report->isHidden() ? QString() : m_report->explanation();
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

/// Of the selection, which is there.
ReportSubject Inspector::subject() const {
    using Kind = ReportSubject::Kind;
    const Selection& selection = *m_view.selection();
    const ModeRun& run = m_controller.comparison()->runs[selection.run];
    const ResourceUse* use = selection.resource ? useOf(run.resources, *selection.resource) : nullptr;
    ReportSubject subject{use ? Kind::Resource : selection.lane.isTask() ? Kind::Task : Kind::Other, runName(run),
                          use ? sharesOf(*use) : sharesOf(run, selection.lane), {}};
    Duration length{};
    for (const Share& share : subject.life)
        length += share.length;
    const Duration whole = m_controller.comparison()->end().time_since_epoch();
    subject.lifeLength = spanText(rounded(length, whole), whole);
    return subject;
}

void Inspector::showReport() {
    const Comparison* comparison = m_controller.comparison();
    const std::optional<SliceReport> report = makeSelectedReport();
    m_deadlock->renew();
    m_summary->renew();
    if (report && m_report == nullptr)
        makeReport();
    if (m_report != nullptr)
        m_report->setVisible(report.has_value());
    m_empty->setVisible(!report);
    m_longest->setEnabled(comparison != nullptr && !comparison->runs.empty() && !m_longestWait.isRunning());
    showCode(report ? &*report : nullptr);
    if (report)
        m_report->setReport(*report, subject());
}

void Inspector::showCode(const SliceReport* report) {
    m_code->showFile(QString::fromStdString(m_controller.scenario().source));
    m_code->setPlaceholderText(tr("A trace from a file has no code to show."));
    if (report == nullptr) {
        m_code->showSpots(std::nullopt, {});
        return;
    }
    const Selection& selection = *m_view.selection();
    const Trace& trace = *m_controller.comparison()->runs[selection.run].trace; // which may have nothing but resources
    m_code->showSpots(report->code, trace.has(selection.lane) ? spotsOf(trace, selection.lane) : std::vector<CodeSpot>());
}

void Inspector::findLongestWait() {
    std::vector<std::shared_ptr<const Trace>> runs;
    for (const ModeRun& run : m_controller.comparison()->runs)
        runs.push_back(run.trace);
    m_longestWait.start(std::make_shared<LongestWaitSearch>(std::move(runs)), m_controller.isGrowing());
    m_longest->setEnabled(false);
}

void Inspector::selectLongestWait(const std::optional<LongestWait>& longest) {
    m_longest->setEnabled(true);
    if (!longest)
        return;
    m_view.setPlayhead(longest->start);
    m_view.select(Selection{longest->run, longest->task, longest->start});
    m_view.reveal(longest->start);
}

} // namespace simul
