#pragma once

#include "ui/appearance.h"
#include "ui/run_setup.h"

#include <QListView>
#include <QSortFilterProxyModel>

class QLineEdit;

namespace simul {

/// A text of a scenario in the user's language.
QString scenarioText(const Scenario& scenario, const std::string& text);
QString topicText(const Scenario& scenario);

/// The stories to choose from, with a search field. Shows and sets the scenario of the setup.
class ScenarioList : public QWidget {
    Q_OBJECT

public:
    ScenarioList(Appearance& appearance, RunSetup& setup, QWidget* parent = nullptr);

    QListView* view() const { return m_view; }
    /// How high it is when nothing is cut off.
    int wholeHeight() const;
    /// While runs are shown that are of none of them, none is lit.
    void setStrangerShown(bool shown);

signals:
    /// The one that the setup has already, while runs are shown that are of none.
    void chosenAgain();

public slots:
    void startSearch();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void endSearch();
    void showChosen();

    Appearance& m_appearance;
    RunSetup& m_setup;
    QLineEdit* m_search = nullptr;
    QListView* m_view = nullptr;
    QSortFilterProxyModel* m_model = nullptr;
    bool m_isStrangerShown = false;
};

} // namespace simul
