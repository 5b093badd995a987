#pragma once

#include "ui/appearance.h"
#include "ui/panels/slice_report.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace simul {

class ElidedLabel;
class FactGrid;
class ReportLines;
class ShareBar;
class StateChip;

/// What a report is about, beyond the moment: a lane or a resource of a run, with all its life.
struct ReportSubject {
    enum class Kind { Task, Resource, Other }; ///< other: a worker or a lane of the kernel's
    Kind kind = Kind::Task;
    QString run;
    std::vector<Share> life;
    QString lifeLength;
};

/// A report laid out: why it is so, the slice and the ways to its neighbours, the whole life.
class ReportPage : public QWidget {
    Q_OBJECT

public:
    explicit ReportPage(Appearance& appearance, QWidget* parent = nullptr);

    void setReport(const SliceReport& report, const ReportSubject& subject);
    /// Why it is so, line by line.
    QString explanation() const;

signals:
    void previousRequested();
    void nextRequested();
    void zoomRequested();

private:
    void addHeader(QVBoxLayout* layout);
    void addWhy(QVBoxLayout* layout);
    void addSlice(QVBoxLayout* layout);
    void addLife(QVBoxLayout* layout);
    void addRule(QVBoxLayout* layout);
    void pad(QLayout* layout, QObject* owner, int top, int bottom);

    Appearance& m_appearance;
    ElidedLabel* m_title = nullptr;
    StateChip* m_chip = nullptr;
    ElidedLabel* m_run = nullptr;
    QLabel* m_question = nullptr;
    ReportLines* m_why = nullptr;
    QLabel* m_what = nullptr;
    FactGrid* m_facts = nullptr;
    ElidedLabel* m_life = nullptr;
    QLabel* m_lifeLength = nullptr;
    ShareBar* m_shares = nullptr;
};

} // namespace simul
