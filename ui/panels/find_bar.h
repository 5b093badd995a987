#pragma once

#include "ui/appearance.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace simul {

/// Finds tasks by name: what matches is selected while one types, Enter goes on to the next, Esc closes. Lies over the
/// upper right corner of the widget it searches in.
class FindBar : public QWidget {
    Q_OBJECT

public:
    /// `host`: the widget it lies over.
    FindBar(Appearance& appearance, RunController& controller, ViewState& view, QWidget* host);

public slots:
    void open();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void place();
    void close();
    /// Selects the first task from `m_next` on whose name contains the text; begins anew at the end.
    void find(bool goOn);

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    QLineEdit* m_text;
    QLabel* m_result;
    std::size_t m_found = 0; ///< the task that is selected
};

} // namespace simul
