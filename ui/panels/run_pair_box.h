#pragma once

#include "ui/appearance.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

#include <memory>
#include <span>

class QComboBox;

namespace simul {

class Trace;

/// Chooses two runs that are held against each other: two boxes, and a button that swaps them.
class RunPairBox : public QWidget {
    Q_OBJECT

public:
    struct Choice {
        QString name;
        std::shared_ptr<const Trace> trace;
        RunPair::Side side;
    };

    explicit RunPairBox(Appearance& appearance, QWidget* parent = nullptr);

    /// What was chosen stays, by its name; else a real run is held against its simulated one, or the first against the
    /// last.
    void setChoices(std::vector<Choice> choices);
    void letGo(); ///< of the traces; the names stay until there are others
    std::span<const Choice> choices() const { return m_choices; }
    /// nullptr: there is nothing to choose from.
    const Choice* a() const { return choiceIn(m_a); }
    const Choice* b() const { return choiceIn(m_b); }
    std::optional<RunPair> pair() const;
    /// A side that is not there stays as it was; returns whether both are.
    bool choose(const RunPair& pair);

signals:
    void chosen(); ///< by the user

private:
    QComboBox* makeBox(const QString& name, const char* objectName);
    const Choice* choiceIn(const QComboBox* box) const;
    void swap();

    QComboBox* m_a;
    QComboBox* m_b;
    std::vector<Choice> m_choices;
};

} // namespace simul
