// What a TimelineView does to its lanes: order, pins, heights and folds, by pointer and by key.

#include "ui/timeline/timeline_view_private.h"

#include <QApplication>
#include <QToolTip>

#include <algorithm>

namespace simul {

namespace {

constexpr int heightStep = 8; ///< pixels at 100 %

/// Lanes change places only with their like: what the numbers mean does not matter.
int sectionOf(const Row& row) {
    if (row.pinned)
        return 0;
    if (row.inRing)
        return 1;
    switch (row.kind) {
    case Row::Kind::Worker:
        return 2;
    case Row::Kind::Cpu:
        return 3;
    case Row::Kind::Task:
        return 4;
    case Row::Kind::Resource:
        return row.amongTasks ? 4 : 5;
    default:
        return -1;
    }
}

LaneKey::Kind kindOf(Row::Kind kind) {
    switch (kind) {
    case Row::Kind::Worker:
        return LaneKey::Kind::Worker;
    case Row::Kind::Cpu:
        return LaneKey::Kind::Cpu;
    case Row::Kind::Resource:
        return LaneKey::Kind::Resource;
    default:
        return LaneKey::Kind::Task;
    }
}

/// What folds all lanes of a kind; CPUs have no such thing.
bool* foldOf(PanelChoice& choice, LaneKey::Kind kind) {
    switch (kind) {
    case LaneKey::Kind::Worker:
        return &choice.foldsWorkers;
    case LaneKey::Kind::Resource:
        return &choice.foldsResources;
    case LaneKey::Kind::Cpu:
        return nullptr;
    default:
        return &choice.foldsTasks;
    }
}

} // namespace

PanelChoice TimelineView::Private::panelChoice(std::size_t run) const {
    return state.lanes().panel(canvas.comparison()->runs[run]);
}

void TimelineView::Private::changeLanes(const std::function<void(LaneChoices&)>& change, bool continues) {
    LaneChoices lanes = state.lanes();
    change(lanes);
    state.setLanes(std::move(lanes), continues);
}

void TimelineView::Private::changePanel(std::size_t run, const std::function<void(PanelChoice&)>& change) {
    changeLanes([&](LaneChoices& lanes) { change(lanes.panels[panelKey(canvas.comparison()->runs[run])]); });
}

LaneKey TimelineView::Private::keyOf(const LaneLayout& lane) const {
    return simul::keyOf(*traceOf(lane.run), *refOf(lane.row));
}

const LaneLayout* TimelineView::Private::selectedLane() {
    if (!state.selection() || !hasRun(state.selection()->run))
        return nullptr;
    const Selection& selection = *state.selection();
    return selection.resource ? canvas.layout().find(selection.run, *selection.resource)
                              : canvas.layout().find(selection.run, selection.lane.ofStory());
}

std::vector<const LaneLayout*> TimelineView::Private::rowsBeside(const LaneLayout& lane) {
    const std::vector<LaneLayout>& lanes = canvas.layout().lanes();
    const int section = sectionOf(lane.row);
    std::vector<const LaneLayout*> rows;
    for (const LaneLayout& each : lanes) {
        if (each.run == lane.run && sectionOf(each.row) == section)
            rows.push_back(&each);
    }
    return rows;
}

void TimelineView::Private::moveSelectedLane(int by) {
    const LaneLayout* lane = selectedLane();
    if (lane == nullptr || lane->row.inRing)
        return;
    const std::vector<const LaneLayout*> rows = rowsBeside(*lane);
    const auto index = std::ranges::find(rows, lane) - rows.begin();
    const auto after = by > 0 ? index + 1 : index - 2; // the row that it comes to stand below
    if ((by < 0 && index == 0) || after >= std::ssize(rows))
        return;
    const LaneKey key = keyOf(*lane);
    const std::optional<LaneKey> above =
        after < 0 ? std::nullopt : std::optional(keyOf(*rows[static_cast<std::size_t>(after)]));
    changeLanes([&](LaneChoices& lanes) { lanes.move(key, above); });
    select(*state.selection());
}

void TimelineView::Private::growSelectedLane(int by) {
    const LaneLayout* lane = selectedLane();
    if (lane == nullptr)
        return;
    const auto height = static_cast<int>(std::lround(lane->rect.height() / canvas.scale())) + by * heightStep;
    const LaneKey key = keyOf(*lane);
    changeLanes([&](LaneChoices& lanes) { lanes.setHeight(key, height); });
}

// ---- the pointer on names

void TimelineView::Private::pressName(QPoint at) {
    const LaneLayout* edge = canvas.edgeAt(at);
    const LaneLayout* lane = edge != nullptr ? edge : canvas.nameAt(at);
    if (lane == nullptr)
        return;
    drag = edge != nullptr ? Drag::Edge : Drag::PendingName;
    dragRun = lane->run;
    dragHeight = lane->rect.height();
    dragLane.reset();
    if (refOf(lane->row) && lane->row.kind != Row::Kind::Thread && !lane->row.inRing)
        dragLane = keyOf(*lane);
}

const LaneLayout* TimelineView::Private::heldLane() {
    const std::vector<LaneLayout>& lanes = canvas.layout().lanes();
    const auto held = std::ranges::find_if(lanes, [&](const LaneLayout& lane) {
        return lane.run == dragRun && refOf(lane.row) && lane.row.kind != Row::Kind::Thread && keyOf(lane) == *dragLane;
    });
    return held == lanes.end() ? nullptr : &*held;
}

std::optional<TimelineView::Private::Drop> TimelineView::Private::dropAt(QPoint at) {
    const LaneLayout* held = heldLane();
    if (held == nullptr)
        return std::nullopt;
    const int y = canvas.toLanes(at).y();
    const std::vector<const LaneLayout*> rows = rowsBeside(*held);
    Drop drop{nullptr, rows.front()->rect.top() - 1};
    for (const LaneLayout* row : rows) {
        if (row->rect.center().y() >= y)
            break;
        drop = {row, row->rect.bottom() + 1};
    }
    const auto index = std::ranges::find(rows, held) - rows.begin();
    const bool isItsPlace =
        drop.after == held || (index == 0 ? drop.after == nullptr : drop.after == rows[static_cast<std::size_t>(index - 1)]);
    return isItsPlace ? std::nullopt : std::optional(drop);
}

void TimelineView::Private::dragName(QPoint at) {
    const bool isFar = (at - dragStart).manhattanLength() >= QApplication::startDragDistance();
    if (!dragLane || (drag == Drag::PendingName && !isFar))
        return;
    drag = Drag::Name;
    q.setCursor(Qt::ClosedHandCursor);
    const std::optional<Drop> drop = dropAt(at);
    pointer.slice.reset();
    pointer.dropLine = drop ? std::optional(drop->line) : std::nullopt;
    pointer.held.reset();
    if (const LaneLayout* held = heldLane())
        pointer.held = QRect(0, held->rect.top(), canvas.axisLeft(), held->rect.height());
    q.update();
}

void TimelineView::Private::dropName(QPoint at) {
    pointer.dropLine.reset();
    pointer.held.reset();
    if (const std::optional<Drop> drop = dropAt(at)) {
        const std::optional<LaneKey> after = drop->after ? std::optional(keyOf(*drop->after)) : std::nullopt;
        changeLanes([&](LaneChoices& lanes) { lanes.move(*dragLane, after); });
    }
    q.update();
}

void TimelineView::Private::dragEdge(QPoint at) {
    if (!dragLane)
        return;
    const double height = (dragHeight + at.y() - dragStart.y()) / canvas.scale();
    changeLanes([&](LaneChoices& lanes) { lanes.setHeight(*dragLane, static_cast<int>(std::lround(height))); }, true);
}

/// Shows all that a folded row stands for.
void TimelineView::Private::unfold(const Row& row, std::size_t run) {
    const LaneKey::Kind kind = kindOf(row.foldedOf);
    const auto isOfThem = [&](const LaneKey& key) { return key.kind == kind; };
    const bool hasHidden = std::ranges::any_of(state.lanes().hidden, isOfThem);
    changeLanes([&](LaneChoices& lanes) {
        std::erase_if(lanes.hidden, isOfThem);
        PanelChoice& choice = lanes.panels[panelKey(canvas.comparison()->runs[run])];
        bool* folds = foldOf(choice, kind);
        const bool wasFolded = folds != nullptr && std::exchange(*folds, false);
        if (!hasHidden && !wasFolded)
            choice.unfolded = true;
    });
}

/// A menu takes the pointer away.
void TimelineView::Private::cancelDrag() {
    drag = Drag::None;
    pointer.dropLine.reset();
    pointer.held.reset();
    tipTimer.stop();
    q.unsetCursor();
}

void TimelineView::Private::abandonDrag() {
    const bool scrubs = drag == Drag::Ruler;
    cancelDrag();
    QToolTip::hideText();
    state.takeBack();
    if (scrubs) // no part of the way back
        state.setPlayhead(playheadBefore);
}

// ---- verbs

void TimelineView::moveLaneUp() {
    d->moveSelectedLane(-1);
}
void TimelineView::moveLaneDown() {
    d->moveSelectedLane(1);
}
void TimelineView::growLane() {
    d->growSelectedLane(1);
}
void TimelineView::shrinkLane() {
    d->growSelectedLane(-1);
}

void TimelineView::pinLane() {
    const LaneLayout* lane = d->selectedLane();
    if (lane == nullptr)
        return;
    const LaneKey key = d->keyOf(*lane);
    d->changeLanes([&](LaneChoices& lanes) { lanes.pin(key, !lanes.isPinned(key)); });
}

void TimelineView::hideLane() {
    const LaneLayout* lane = d->selectedLane();
    if (lane == nullptr)
        return;
    const LaneKey key = d->keyOf(*lane);
    d->state.clearSelection(); // what is selected is always shown
    d->changeLanes([&](LaneChoices& lanes) { lanes.hide(key, true); });
}

void TimelineView::resetLanes() {
    d->state.setLanes({});
}

} // namespace simul
