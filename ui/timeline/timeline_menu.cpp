// The menus of a TimelineView: of a slice with its lane, of lanes that are drawn as one, of the view itself. The Menu key
// opens that of the selection.

#include "ui/timeline/mode_text.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/timeline_view_private.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

namespace simul {

namespace {

/// With the key that does the same.
QString withKey(const QString& text, const QKeySequence& key) {
    return text + QLatin1Char('\t') + key.toString(QKeySequence::NativeText);
}

} // namespace

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    d->cancelDrag();
    if (event->reason() == QContextMenuEvent::Keyboard)
        d->openMenuOfSelection();
    else
        d->openMenuAt(event->pos());
    event->accept();
}

void TimelineView::Private::openMenuOfSelection() {
    const LaneLayout* lane = selectedLane();
    if (lane == nullptr) {
        openViewMenu(q.mapToGlobal(canvas.bodyRect().center()));
        return;
    }
    const QRect body = canvas.bodyRect();
    const int x = std::clamp(canvas.timeScale().pixel(state.selection()->time), canvas.axisLeft(), body.right());
    const int y = std::clamp(canvas.fromLanes(lane->rect).bottom(), body.top(), body.bottom());
    openLaneMenu(q.mapToGlobal(QPoint(x, y)));
}

void TimelineView::Private::openMenuAt(QPoint at) {
    if (const std::optional<std::size_t> mark = markAt(at)) {
        emit q.markMenuRequested(*mark, q.mapToGlobal(at));
        return;
    }
    std::size_t run = 0;
    if (canvas.headerAt(at, &run)) {
        emit q.panelMenuRequested(run, q.mapToGlobal(at));
        return;
    }
    const std::optional<Hit> hit = canvas.hit(at);
    const LaneLayout* lane = hit ? &canvas.layout().lanes()[hit->lane] : canvas.nameAt(at);
    if (lane == nullptr) {
        openViewMenu(q.mapToGlobal(at));
    } else if (lane->row.kind == Row::Kind::Folded) {
        openFoldedMenu(lane->row, lane->run, q.mapToGlobal(at));
    } else {
        const std::optional<Selection> slice = selectionAt(at);
        slice ? select(*slice) : selectLane(*lane, momentInView());
        openLaneMenu(q.mapToGlobal(at));
    }
}

QMenu* TimelineView::Private::makeMenu(const char* name) {
    auto* menu = new QMenu(&q);
    menu->setObjectName(QLatin1String(name));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

/// Of what is selected.
void TimelineView::Private::openLaneMenu(QPoint position) {
    const LaneLayout* lane = selectedLane();
    if (lane == nullptr)
        return;
    const Selection selection = *state.selection();
    QMenu* menu = makeMenu("laneMenu");
    menu->addSection(lane->row.name);
    const auto add = [&](const QString& text, const QKeySequence& key, void (TimelineView::*verb)()) {
        return menu->addAction(key.isEmpty() ? text : withKey(text, key), &q, verb);
    };
    add(tr("Zoom to it"), Qt::Key_F, &TimelineView::focusSelection)->setEnabled(rangeOf(selection).has_value());
    add(tr("What it led to"), Qt::Key_BracketRight, &TimelineView::followLink)->setEnabled(linkFrom(selection).has_value());
    add(tr("What led to it"), Qt::Key_BracketLeft, &TimelineView::followLinkBack)->setEnabled(linkTo(selection).has_value());
    menu->addAction(tr("Playhead to it"), &q, [this, selection] {
        if (const std::optional<TimeRange> range = rangeOf(selection))
            state.setPlayhead(range->begin);
    });
    add(tr("Measure it"), Qt::Key_R, &TimelineView::measureSelection)->setEnabled(rangeOf(selection).has_value());
    menu->addAction(tr("Mark it…"), &q, [this, selection] {
        if (const std::optional<TimeRange> range = rangeOf(selection))
            emit q.markRequested(*range);
    });
    add(tr("Copy its text"), QKeySequence::Copy, &TimelineView::copySelection);
    menu->addSeparator();
    addLaneActions(*menu, *lane);
    menu->addSeparator();
    addFoldActions(*menu, *lane);
    menu->popup(position);
}

void TimelineView::Private::addLaneActions(QMenu& menu, const LaneLayout& lane) {
    const LaneKey key = keyOf(lane);
    const auto rows = rowsBeside(lane);
    const auto add = [&](const QString& text, const char* keys, void (TimelineView::*verb)()) {
        return menu.addAction(withKey(text, QKeySequence(QLatin1String(keys))), &q, verb);
    };
    add(lane.row.pinned ? tr("Let it go from the top") : tr("Pin to the top"), "P", &TimelineView::pinLane);
    const bool mayMove = !lane.row.inRing;
    add(tr("Move up"), "Ctrl+Shift+Up", &TimelineView::moveLaneUp)->setEnabled(mayMove && rows.front() != &lane);
    add(tr("Move down"), "Ctrl+Shift+Down", &TimelineView::moveLaneDown)->setEnabled(mayMove && rows.back() != &lane);
    add(tr("Higher"), "Ctrl+Shift++", &TimelineView::growLane);
    add(tr("Lower"), "Ctrl+Shift+-", &TimelineView::shrinkLane);
    if (state.lanes().heights.contains(key))
        menu.addAction(tr("As high as there is room"), &q,
                       [this, key] { changeLanes([&](LaneChoices& lanes) { lanes.setHeight(key, std::nullopt); }); });
}

void TimelineView::Private::addFoldActions(QMenu& menu, const LaneLayout& lane) {
    menu.addAction(withKey(tr("Fold it away"), QKeySequence(QStringLiteral("Ctrl+Shift+H"))), &q, &TimelineView::hideLane);
    const std::size_t run = lane.run;
    const auto addGroup = [&](const QString& text, bool PanelChoice::*flag) {
        menu.addAction(text, &q, [this, run, flag] {
            state.clearSelection(); // what is selected is always shown
            changePanel(run, [flag](PanelChoice& choice) { choice.*flag = true; });
        });
    };
    const Scenario* scenario = canvas.comparison()->scenario;
    if (lane.row.kind == Row::Kind::Worker)
        addGroup(tr("Fold all workers"), &PanelChoice::foldsWorkers);
    else if (lane.row.kind == Row::Kind::Task)
        addGroup(scenario ? tr("Fold all of these: %1").arg(translated(scenario, scenario->tasks)) : tr("Fold all tasks"),
                 &PanelChoice::foldsTasks);
    else if (lane.row.kind == Row::Kind::Resource)
        addGroup(tr("Fold all resources"), &PanelChoice::foldsResources);
    addPanelAction(menu, run);
    QAction* reset = menu.addAction(tr("All lanes as they were"), &q, &TimelineView::resetLanes);
    reset->setEnabled(state.lanes() != LaneChoices{});
}

/// What the button in its header opens, for the keyboard.
void TimelineView::Private::addPanelAction(QMenu& menu, std::size_t run) {
    menu.addAction(tr("Panel %1…").arg(runName(canvas.comparison()->runs[run])), &q, [this, run] {
        if (!hasRun(run))
            return;
        const auto panel = std::ranges::find(canvas.layout().panels(), run, &PanelPlan::run);
        const QRect header(canvas.axisLeft(), panel->headerTop, 1, panel->headerHeight);
        emit q.panelMenuRequested(run, q.mapToGlobal(canvas.fromLanes(header).bottomLeft()));
    });
}

void TimelineView::Private::openFoldedMenu(const Row& row, std::size_t run, QPoint position) {
    QMenu* menu = makeMenu("foldedMenu");
    menu->addSection(row.name);
    menu->addAction(tr("Show them all"), &q, [this, row, run] {
        if (hasRun(run))
            unfold(row, run);
    });
    menu->popup(position);
}

void TimelineView::Private::openViewMenu(QPoint position) {
    QMenu* menu = makeMenu("viewMenu");
    menu->addAction(withKey(tr("Show everything"), Qt::Key_0), &q, &TimelineView::fitAll);
    QAction* colours = menu->addAction(withKey(tr("Colours say the task"), Qt::Key_C), &q, &TimelineView::toggleColours);
    QAction* arrows = menu->addAction(withKey(tr("All arrows"), Qt::Key_L), &q, &TimelineView::toggleArrows);
    colours->setCheckable(true);
    colours->setChecked(state.colourBy() == ColourBy::Task);
    arrows->setCheckable(true);
    arrows->setChecked(state.showsAllArrows());
    menu->addAction(tr("All lanes as they were"), &q, &TimelineView::resetLanes)
        ->setEnabled(state.lanes() != LaneChoices{});
    for (std::size_t run = 0; !canvas.isEmpty() && run < canvas.comparison()->runs.size(); ++run)
        addPanelAction(*menu, run);
    menu->popup(position);
}

void TimelineView::copySelection() {
    if (d->state.selection())
        QGuiApplication::clipboard()->setText(d->describe(*d->state.selection()));
}

} // namespace simul
