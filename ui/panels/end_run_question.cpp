#include "ui/panels/end_run_question.h"

#include "ui/run_controller.h"

#include <QPushButton>

namespace simul {

EndRunQuestion::EndRunQuestion(RunController& controller, const Words& words, QWidget* parent)
    : QMessageBox(QMessageBox::Question, tr("Simul"), words.goesOn, QMessageBox::NoButton, parent) {
    const auto name = QStringLiteral("endRun");
    delete parent->findChild<EndRunQuestion*>(name); // of what was asked for before
    setObjectName(name);
    setAttribute(Qt::WA_DeleteOnClose);
    setInformativeText(words.fate);
    QPushButton* ends = addButton(words.stop, QMessageBox::AcceptRole);
    QPushButton* goesOn = addButton(tr("Let it run"), QMessageBox::RejectRole);
    setDefaultButton(goesOn);
    setEscapeButton(goesOn);
    connect(&controller, &RunController::runningChanged, this, [this, &controller, words, ends, goesOn] {
        if (controller.isRunning())
            return;
        setText(words.hasEnded);
        setInformativeText({});
        ends->setText(words.accept);
        goesOn->setText(tr("Keep the run"));
    });
    connect(this, &QMessageBox::finished, this, [this, ends] { emit answered(clickedButton() == ends); });
}

} // namespace simul
