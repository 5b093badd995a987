#pragma once

#include "ui/appearance.h"
#include "ui/panels/slice_report.h"

#include <QPlainTextEdit>

namespace simul {

/// The source of a scenario: the story between its marks, with the lines' own numbers, the line that the selected slice
/// stands at lit in its state's colour, and beside the other lines the states that they lead to.
class CodeView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeView(Appearance& appearance, QWidget* parent = nullptr);

    /// A file of engine/scenarios, from the resources.
    void showFile(const QString& name);
    /// As it is in the file; what is shown is indented half as far.
    QString story() const { return m_story; }
    void showSpots(const std::optional<CodeSpot>& current, const std::vector<CodeSpot>& others);

    QString file() const { return m_file; }
    /// The number of the lit line, as the file counts; 0 if none is.
    int litLine() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Gutter;
    void paintGutter(QPainter& painter);
    int gutterWidth() const;
    void placeGutter();
    void lightUp();

    Appearance& m_appearance;
    QWidget* m_gutter;
    QString m_file;
    QString m_story;
    int m_firstLine = 1;
    std::optional<CodeSpot> m_current;
    std::vector<CodeSpot> m_others;
};

} // namespace simul
