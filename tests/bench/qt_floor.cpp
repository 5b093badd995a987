// The least that a desktop program of this kind can be: a Qt window with editor, toolbar and status bar. What the window of
// Simul is compared with, for start-up and memory.

#include "ui/first_frame.h"

#include <QApplication>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QStatusBar>
#include <QToolBar>

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    QMainWindow window;
    window.setCentralWidget(new QPlainTextEdit(&window));
    window.addToolBar("Tools")->addAction("Run");
    window.statusBar()->showMessage("Ready");
    window.resize(1600, 1000);
    simul::quitAfterFirstFrameIfAsked(window);
    window.show();
    return QApplication::exec();
}
