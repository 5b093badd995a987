#pragma once

#include "ui/appearance.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <span>
#include <utility>

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

    /// The pair that was chosen or kept is chosen again, by the names of its runs, also when they were not among the choices
    /// for a while. Else a real run is held against its simulated one, or the first against the last.
    void setChoices(std::vector<Choice> choices);
    void keep();  ///< what the boxes show, unless another pair is kept
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
    struct Wish {
        QString name;
        RunPair::Side side;
    };

    QComboBox* makeBox(const QString& name, const char* objectName);
    const Choice* choiceIn(const QComboBox* box) const;
    int indexOf(const Wish& wish) const; ///< negative: it is not there
    void wish();                         ///< for what the boxes show
    void swap();

    QComboBox* m_a;
    QComboBox* m_b;
    std::vector<Choice> m_choices;
    std::optional<std::pair<Wish, Wish>> m_wish; ///< outlasts its runs: others of their names may come
};

} // namespace simul
