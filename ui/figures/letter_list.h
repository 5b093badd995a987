#pragma once

#include "ui/figures/figure.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace simul {

/// The moments that a figure marks, from (a) on, one below the other: each can be typed and taken away.
class LetterList : public QWidget {
    Q_OBJECT

public:
    explicit LetterList(QWidget* parent = nullptr);

    void add(TraceTime time);
    /// The moments as they were typed; there are none yet when they are set.
    void setTexts(const QStringList& texts);
    QStringList texts() const;
    /// Where the next one starts.
    void setNext(TraceTime time) { m_next = time; }
    /// The error says what is wrong with what was typed.
    Result<std::vector<FigureLetter>> letters() const;

signals:
    void changed();

private:
    struct Row {
        QWidget* widget = nullptr;
        QLabel* name = nullptr;
        QLineEdit* time = nullptr;
        QToolButton* remove = nullptr;
    };

    void add(const QString& time);
    void remove(QWidget* row);
    void rename();

    QVBoxLayout* m_layout;
    QPushButton* m_add;
    std::vector<Row> m_rows;
    TraceTime m_next;
};

} // namespace simul
