#pragma once

#include "ui/appearance.h"
#include "ui/panels/slice_report.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace simul {

/// The name of a state with its sample from the legend.
class StateChip : public QWidget {
    Q_OBJECT

public:
    explicit StateChip(Appearance& appearance, QWidget* parent = nullptr);
    void setState(State state);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
    State m_state = State::Idle;
};

/// Statements one below the other, each with a dot in its state's ink, joined by a line: one follows from the other.
class ReportLines : public QWidget {
    Q_OBJECT

public:
    explicit ReportLines(Appearance& appearance, QWidget* parent = nullptr);
    void setLines(const std::vector<ReportLine>& lines);
    QString plainText() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();

    Appearance& m_appearance;
    QGridLayout* m_layout;
    std::vector<ReportLine> m_lines;
    std::vector<QLabel*> m_labels;
};

/// Names at the left, what is so at the right.
class FactGrid : public QWidget {
    Q_OBJECT

public:
    explicit FactGrid(Appearance& appearance, QWidget* parent = nullptr);
    void setFacts(const std::vector<ReportFact>& facts);

private:
    void build();

    Appearance& m_appearance;
    QGridLayout* m_layout;
    std::vector<ReportFact> m_facts;
    std::vector<QLabel*> m_labels;
};

/// A lane's whole life as one bar, and what part of it each state takes.
class ShareBar : public QWidget {
    Q_OBJECT

public:
    explicit ShareBar(Appearance& appearance, QWidget* parent = nullptr);
    void setShares(std::vector<Share> shares);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
    std::vector<Share> m_shares;
};

} // namespace simul
