#pragma once

#include <QPlainTextEdit>

namespace simul {

/// A field for a few lines of text that looks like one for a single line.
class CaptionEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CaptionEdit(int lines, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void fitHeight();

    int m_lines;
};

} // namespace simul
