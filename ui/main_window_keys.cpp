// The keys of the window: what they do, and who has the first say in them.

#include "ui/main_window.h"

#include "ui/panels/find_bar.h"
#include "ui/panels/mark_editor.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/scenario_list.h"
#include "ui/timeline/key_position.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QListView>

namespace simul {

void MainWindow::setupRunKeys() {
    m_shortcuts = new Shortcuts(this);
    const QString group = tr("Run");
    m_shortcuts->add(group, tr("Run"), {QKeySequence(tr("Ctrl+R")), QKeySequence(tr("F5"))},
                     [this] { m_controller.run(); });
    m_shortcuts->add(group, tr("Stop"), {QKeySequence(tr("Ctrl+."))}, [this] { m_controller.stop(); });
    m_shortcuts->add(group, tr("Sweep over a parameter"), {QKeySequence(tr("Ctrl+Shift+R"))}, [this] { openSweep(); });
    QList<QKeySequence> digits;
    for (int mode = 0; mode < 6; ++mode) {
        const QKeySequence key(Qt::Key_1 + mode);
        auto* action = new QAction(this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, [this, mode] {
            const auto& modes = m_setup.availableModes();
            if (static_cast<std::size_t>(mode) < modes.size()) {
                const Mode which = modes[static_cast<std::size_t>(mode)];
                m_setup.setModeChosen(which, !m_setup.isChosen(which));
            }
        });
        addAction(action);
        digits << key;
    }
    m_shortcuts->mention(group, tr("Show or hide a mode"), digits);
    m_shortcuts->add(group, tr("Choose a scenario"), {QKeySequence(tr("Ctrl+L"))},
                     [this] {
                         setOnlyTimeline(false);
                         m_scenarios->view()->setFocus(Qt::ShortcutFocusReason);
                     });
    m_shortcuts->add(group, tr("Search the scenarios"), {QKeySequence(tr("Ctrl+Shift+F"))}, [this] {
        setOnlyTimeline(false);
        m_scenarios->startSearch();
    });
}

void MainWindow::setupPlayKeys() {
    const QString group = tr("Play");
    m_shortcuts->add(group, tr("Play or pause"), {QKeySequence(Qt::Key_Space)}, [this] { m_player.toggle(); });
    m_shortcuts->add(group, tr("One event on; with a selection: along its lane"), {QKeySequence(Qt::Key_Right)},
                     [this] {
                         if (m_view.selection())
                             m_timeline->nextEvent();
                         else
                             m_player.stepForward();
                     });
    m_shortcuts->add(group, tr("One event back; with a selection: along its lane"), {QKeySequence(Qt::Key_Left)},
                     [this] {
                         if (m_view.selection())
                             m_timeline->previousEvent();
                         else
                             m_player.stepBack();
                     });
    m_shortcuts->add(group, tr("To the start"), {QKeySequence(Qt::Key_Home)}, [this] { m_player.toStart(); });
    m_shortcuts->add(group, tr("To the end"), {QKeySequence(Qt::Key_End)}, [this] { m_player.toEnd(); });
}

void MainWindow::addVerb(const QString& group, const QString& text, const QList<QKeySequence>& keys,
                         void (TimelineView::*verb)()) {
    m_shortcuts->add(group, text, keys, [this, verb] {
        m_undoesParameters = false;
        TimelineView& view = *m_timeline; // first: g++ 12 with sanitizers would look at it before it has it
        (view.*verb)();
    });
}

void MainWindow::setupViewKeys() {
    const QString group = tr("Look");
    addVerb(group, tr("Zoom in"), {Qt::Key_W, Qt::Key_Plus, Qt::Key_Equal}, &TimelineView::zoomInAtPointer);
    addVerb(group, tr("Zoom out"), {Qt::Key_S, Qt::Key_Minus}, &TimelineView::zoomOutAtPointer);
    addVerb(group, tr("To the left"), {Qt::Key_A}, &TimelineView::panLeft);
    addVerb(group, tr("To the right"), {Qt::Key_D}, &TimelineView::panRight);
    addVerb(group, tr("Zoom to the selection, again: everything"), {Qt::Key_F}, &TimelineView::focusSelection);
    addVerb(group, tr("Show everything"), {Qt::Key_0}, &TimelineView::fitAll);
    m_shortcuts->mention(group, tr("A page of lanes up or down"), {Qt::Key_PageUp, Qt::Key_PageDown});
    addVerb(group, tr("Colours by state or by task"), {Qt::Key_C}, &TimelineView::toggleColours);
    addVerb(group, tr("Arrows of the selection, or all where there is room"), {Qt::Key_L}, &TimelineView::toggleArrows);
    m_shortcuts->add(group, tr("Undo the last movement, mark, range, change of lanes or parameter"), {QKeySequence::Undo}, [this] { undo(); });
    m_shortcuts->add(group, tr("Redo"), {QKeySequence::Redo}, [this] { redo(); });
    const QString lanes = tr("Lanes");
    addVerb(lanes, tr("Move the lane up"), {QKeySequence(tr("Ctrl+Shift+Up"))}, &TimelineView::moveLaneUp);
    addVerb(lanes, tr("Move the lane down"), {QKeySequence(tr("Ctrl+Shift+Down"))}, &TimelineView::moveLaneDown);
    addVerb(lanes, tr("Make the lane higher"), {QKeySequence(tr("Ctrl+Shift++"))}, &TimelineView::growLane);
    addVerb(lanes, tr("Make the lane lower"), {QKeySequence(tr("Ctrl+Shift+-")), QKeySequence(tr("Ctrl+Shift+_"))},
            &TimelineView::shrinkLane);
    addVerb(lanes, tr("Pin the lane to the top, or let it go"), {Qt::Key_P}, &TimelineView::pinLane);
    addVerb(lanes, tr("Fold the lane away"), {QKeySequence(tr("Ctrl+Shift+H"))}, &TimelineView::hideLane);
    const QString selection = tr("Selection");
    m_shortcuts->add(selection, tr("Find"), {QKeySequence(tr("/")), QKeySequence(tr("Ctrl+F"))},
                     [this] { find(); });
    m_shortcuts->add(selection, tr("Next of what was found"), {QKeySequence(Qt::Key_F3)}, [this] { findBar().next(); });
    m_shortcuts->add(selection, tr("Previous of what was found"), {QKeySequence(Qt::SHIFT | Qt::Key_F3)},
                     [this] { findBar().previous(); });
    m_shortcuts->mention(selection, tr("Lane above or below"), {Qt::Key_Up, Qt::Key_Down});
    addVerb(selection, tr("Next slice of the lane"), {Qt::Key_Period}, &TimelineView::nextEvent);
    addVerb(selection, tr("Previous slice of the lane"), {Qt::Key_Comma}, &TimelineView::previousEvent);
    addVerb(selection, tr("What it led to"), {Qt::Key_BracketRight}, &TimelineView::followLink);
    addVerb(selection, tr("What led to it"), {Qt::Key_BracketLeft}, &TimelineView::followLinkBack);
    m_shortcuts->mention(selection, tr("Copy what it says"), {QKeySequence::Copy});
    m_shortcuts->mention(selection, tr("What can be done with it"), {Qt::Key_Menu, QKeySequence(Qt::SHIFT | Qt::Key_F10)});
    m_shortcuts->add(selection, tr("Clear the selection"), {QKeySequence(Qt::Key_Escape)}, [this] { escape(); });
}

void MainWindow::setupMarkKeys() {
    const QString group = tr("Marks and ranges");
    addVerb(group, tr("Mark the moment, at the pointer or at the playhead"), {Qt::Key_M}, &TimelineView::markHere);
    addVerb(group, tr("Mark the measured range"), {QKeySequence(Qt::SHIFT | Qt::Key_M)}, &TimelineView::markMeasured);
    m_shortcuts->add(group, tr("Next mark"), {Qt::Key_N}, [this] { m_marks->goToNext(); });
    m_shortcuts->add(group, tr("Previous mark"), {QKeySequence(Qt::SHIFT | Qt::Key_N)}, [this] { m_marks->goToPrevious(); });
    addVerb(group, tr("Move the mark at the playhead to the left, or drag it"), {QKeySequence(tr("Alt+Left"))},
            &TimelineView::moveMarkLeft);
    addVerb(group, tr("Move it to the right"), {QKeySequence(tr("Alt+Right"))}, &TimelineView::moveMarkRight);
    m_shortcuts->mention(group, tr("With Shift, drag over lanes or ruler: measure a range"), {});
    addVerb(group, tr("Measure the selected slice, or what is shown"), {Qt::Key_R}, &TimelineView::measureSelection);
    addVerb(group, tr("The range begins at the playhead"), {Qt::Key_I}, &TimelineView::measureFromHere);
    addVerb(group, tr("The range ends at the playhead"), {Qt::Key_O}, &TimelineView::measureToHere);
}

void MainWindow::setupWindowKeys() {
    const QString file = tr("Files");
    m_shortcuts->add(file, tr("Open a trace or a session"), {QKeySequence(tr("Ctrl+O"))}, [this] { chooseFile(); });
    m_shortcuts->add(file, tr("Save the session, a trace or a table"), {QKeySequence(tr("Ctrl+S"))}, [this] { saveFile(); });
    const QString group = tr("Window");
    m_shortcuts->add(group, tr("Save as a figure"), {QKeySequence(tr("Ctrl+E"))}, [this] { openExport(); });
    m_shortcuts->add(group, tr("Present: full screen and large"), {QKeySequence(Qt::Key_F11)},
                     [this] { setPresenting(!isFullScreen()); });
    m_shortcuts->add(group, tr("Scenarios, parameters and table: hide or show"), {QKeySequence(tr("Ctrl+B"))},
                     [this] { setOnlyTimeline(!hasOnlyTimeline()); });
    m_shortcuts->add(group, tr("Light or dark"), {QKeySequence(tr("Ctrl+T"))}, [this] { toggleTheme(); });
    m_shortcuts->add(group, tr("Keys"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)},
                     [this] { showKeys(*m_shortcuts, m_appearance, this); });
    m_shortcuts->add(group, tr("Quit"), {QKeySequence(tr("Ctrl+Q"))}, [this] { close(); });
}

void MainWindow::find() {
    findBar().open();
}

FindBar& MainWindow::findBar() {
    if (m_find == nullptr) {
        m_find = new FindBar(m_appearance, m_controller, m_view, m_timeline);
        connect(m_find, &FindBar::hitsChanged, m_timeline, &TimelineView::setFound);
    }
    return *m_find;
}

void MainWindow::escape() {
    if (isFullScreen())
        setPresenting(false);
    else if (m_view.selection())
        m_view.clearSelection();
    else if (m_view.measured())
        m_view.clearMeasured();
    else
        m_timeline->setFocus(Qt::ShortcutFocusReason);
}

/// What is undone is what one works on: parameters where the keyboard is among them and has not moved the picture since,
/// else the way through the picture.
bool MainWindow::undoesParameters() const {
    return m_undoesParameters && m_parameters->isAncestorOf(QApplication::focusWidget());
}

void MainWindow::undo() {
    if (undoesParameters())
        m_setup.undo();
    else
        m_view.undo();
}

void MainWindow::redo() {
    if (undoesParameters())
        m_setup.redo();
    else
        m_view.redo();
}

bool MainWindow::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isPlain = !(key->modifiers() & ~Qt::ShiftModifier);
        const bool isElsewhere = isPlain && positionalKey(*key) != key->key(); // it comes back as a key press
        const bool belongs = Shortcuts::belongsTo(QApplication::focusWidget(), key->keyCombination());
        if (isElsewhere || belongs) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::event(event);
}

/// Only what the focused widget had the first say in and did not want.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    const int place = positionalKey(*event);
    Qt::KeyboardModifiers modifiers = event->modifiers();
    if (place == Qt::Key_Question) // which says already that Shift is held
        modifiers &= ~Qt::ShiftModifier;
    if (event->key() == Qt::Key_Escape)
        escape();
    else if (place == event->key() || !m_shortcuts->trigger(QKeyCombination(modifiers, Qt::Key(place))))
        QMainWindow::keyPressEvent(event);
}

} // namespace simul
