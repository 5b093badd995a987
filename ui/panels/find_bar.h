#pragma once

#include "ui/appearance.h"
#include "ui/run_controller.h"
#include "ui/stepped_job.h"
#include "ui/timeline/trace_search.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace simul {

class Button;

/// Finds a text in everything that is shown: names, what slices say and wait for, the log. What is found is lit while one
/// types; Enter goes on to the next, Shift+Enter back, Esc closes. Lies over the upper right corner of the widget it
/// searches in. GUI thread only; the search itself runs beside it, or, while a run grows, between its frames.
class FindBar : public QWidget {
    Q_OBJECT

public:
    /// `host`: the widget it lies over.
    FindBar(Appearance& appearance, RunController& controller, ViewState& view, QWidget* host);

    /// None: nothing was asked for, or the search goes on.
    const SearchHits* hits() const { return m_hits.get(); }
    bool isSearching() const { return m_job.isRunning(); }

public slots:
    void open();
    void next(); ///< also while it is closed: the last text
    void previous();

signals:
    /// What is to be lit; nullptr: nothing.
    void hitsChanged(const std::shared_ptr<const simul::SearchHits>& hits);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void place();
    void close();
    /// Anew: the text has changed, or what is searched in.
    void search();
    void searchAgain(); ///< runs have grown: what was found is there until more is
    void start();
    void adopt(std::shared_ptr<const SearchHits> hits);
    void goTo(std::size_t hit);
    void go(int by);
    void tell();
    std::size_t currentRun() const;

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    QLineEdit* m_text;
    QLabel* m_result;
    Button* m_previous;
    Button* m_next;
    std::shared_ptr<const SearchHits> m_hits;
    std::optional<std::size_t> m_current; ///< of the hits
    std::optional<SearchHit> m_last;      ///< where one was when a search began anew
    bool m_goesToFirst = false;           ///< once something is found: the text is new
    int m_wish = 0;                       ///< how far to go once something is found
    QTimer m_again;                       ///< a run has grown
    SteppedJob<TraceSearch> m_job{[this](std::shared_ptr<const SearchHits> hits) { adopt(std::move(hits)); }};
};

} // namespace simul
