#pragma once

#include <QFont>
#include <QString>
#include <QTextLayout>

class QPainter;

namespace simul {

/// Text in as many lines as a width asks for.
class Paragraph {
public:
    /// What lies between two ** is bold, and so is "(a)" if `letters` has an a.
    Paragraph(const QString& text, const QFont& font, double width, const QString& letters = {});

    int lines() const { return m_layout.lineCount(); }
    /// In the painter's pen; `baseline` is the left end of the first line's, the others follow `pitch` below each other.
    void paint(QPainter& painter, QPointF baseline, double pitch) const;

private:
    QTextLayout m_layout;
};

} // namespace simul
