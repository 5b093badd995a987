#pragma once

#include "ui/appearance.h"

#include <QWidget>

namespace simul {

class ElidedLabel;

/// A line that says what goes on beside the window and how far it is, with a way to end it.
class ProgressBar : public QWidget {
    Q_OBJECT

public:
    explicit ProgressBar(Appearance& appearance, QWidget* parent = nullptr);
    QString text() const;

public slots:
    /// `share`: 0 to 1; negative: nobody knows.
    void showProgress(const QString& text, double share);

signals:
    void cancelClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
    ElidedLabel* m_text;
    double m_share = -1;
};

} // namespace simul
