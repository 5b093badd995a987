#pragma once

#include "ui/appearance.h"
#include "ui/comparison.h"

#include <QWidget>

#include <variant>

class QAbstractButton;

namespace simul {

/// Who waits for whom when nobody can go on, drawn as the ring that it is: tasks round, resources square, dashed what
/// is wanted, solid by whom it is held. Names are buttons: a click or Enter asks for the lane.
class WaitRing : public QWidget {
    Q_OBJECT

public:
    using Node = std::variant<TaskId, ResourceId>;

    explicit WaitRing(Appearance& appearance, QWidget* parent = nullptr);

    /// Of the cycle that the trace ended in; empty if there is none.
    void setTrace(const Trace* trace);
    const std::vector<QAbstractButton*>& nodes() const { return m_buttons; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void nodeChosen(const simul::WaitRing::Node& node);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Edge {
        std::size_t from = 0;
        std::size_t to = 0;
        QString text; ///< "wants", "held by", "waits for"
        bool wants = false;
    };
    int rows() const { return static_cast<int>(m_buttons.size() + 1) / 2; }
    void place();
    int middle() const; ///< of what it encloses
    void paintEdge(QPainter& painter, const Edge& edge, int number) const;
    QLineF lineOf(const Edge& edge) const;

    Appearance& m_appearance;
    std::vector<QAbstractButton*> m_buttons;
    std::vector<Edge> m_edges;
};

/// The statements that the ring is made of: "Parent A wants washer", "Parent B holds it". Of a standstill: who waits.
struct WaitStatement {
    QString html;
    TraceTime since;
};
std::vector<WaitStatement> waitStatements(const ModeRun& run);

} // namespace simul
