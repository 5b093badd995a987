#include "ui/panels/style_sheet.h"

namespace simul {

namespace {

/// `@name` stands for a colour of the theme, `#n#` for n pixels at the look's scale.
constexpr const char* sheet = R"(
* { outline: 0; }
QMainWindow, QDialog { background: @panel; }
QLabel { background: transparent; color: @text; }
QLabel[tone="soft"] { color: @text2; }
QLabel[tone="faint"] { color: @text3; }
QFrame[hairline="true"] { background: @line; }
QMainWindow::separator { width: 0; height: 0; }
QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @accent; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QLineEdit { background: @panel; color: @text; border: 1px solid @lineStrong; border-radius: #6#px;
    padding: 0 #8#px; min-height: #26#px; selection-background-color: @accent; selection-color: @panel; }
QLineEdit:hover { border-color: @text3; }
QLineEdit:focus { border: 1px solid @accent; }
QLineEdit[flat="true"] { border-color: transparent; background: transparent; padding: 0 0 0 #4#px; min-height: #20#px; }
QLineEdit[flat="true"]:hover { border-color: @line; }
QLineEdit[flat="true"]:focus { border-color: @accent; background: @panel; }
QComboBox { background: @panel; color: @text; border: 1px solid @lineStrong; border-radius: #6#px;
    padding: 0 #8#px; min-height: #24#px; }
QComboBox:hover { border-color: @text3; }
QComboBox::drop-down { border: 0; width: #20#px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; border-left: #4#px solid @panel;
    border-right: #4#px solid @panel; border-top: #5#px solid @text3; }
QComboBox QAbstractItemView { background: @panel; color: @text; border: 1px solid @lineStrong; padding: #4#px;
    selection-background-color: @chosen; selection-color: @text; }
QAbstractItemView { background: @panel; color: @text; border: 0; }
QTableView { gridline-color: @line; selection-background-color: @chosen; selection-color: @text; }
QHeaderView { background: @panel; border: 0; }
QHeaderView::section { background: @panel; color: @text3; border: 0; border-bottom: 1px solid @line;
    padding: 0 #12#px; }
QTableView#events QHeaderView::section { padding: 0 #8#px; }
QPlainTextEdit { background: @raised; color: @text; border: 0; selection-background-color: @accent;
    selection-color: @panel; }
QTabBar { background: @panel; border: 0; qproperty-drawBase: 0; }
QTabBar::tab { background: @panel; color: @text2; border: 0; border-bottom: #2#px solid @panel;
    padding: 0 #2#px; margin: 0 #10#px 0 #8#px; height: #32#px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom-color: @text; }
QTabBar:focus::tab:selected { border-bottom-color: @accent; }
QScrollBar:vertical { background: transparent; width: #10#px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: #10#px; margin: 0; }
QScrollBar::handle { background: @lineStrong; border-radius: #3#px; margin: #2#px; min-height: #28#px; min-width: #28#px; }
QScrollBar::handle:hover { background: @text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: @panel; color: @text; border: 1px solid @lineStrong; padding: #4#px; }
QMenu::item { padding: #5#px #20#px #5#px #12#px; border-radius: #4#px; }
QMenu::item:selected { background: @chosen; }
QMenu::separator { height: 1px; background: @line; margin: #4#px; }
QToolTip { background: @text; color: @panel; border: 0; padding: #4#px #6#px; }
)";

} // namespace

QString styleSheetFor(const Look& look) {
    const Theme& theme = look.theme();
    QString text = QString::fromLatin1(sheet);
    // Longer names first: @lineStrong before @line.
    const std::pair<const char*, QColor> colours[] = {
        {"@lineStrong", theme.lineStrong}, {"@line", theme.line},   {"@raised", theme.raised},
        {"@chosen", theme.chosen},         {"@panel", theme.panel}, {"@text2", theme.text2},
        {"@text3", theme.text3},           {"@text", theme.text},   {"@accent", theme.accent},
        {"@window", theme.window},
    };
    for (const auto& [name, colour] : colours)
        text.replace(QLatin1String(name), colour.name());
    for (const int pixels : {2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 26, 28, 32})
        text.replace(QStringLiteral("#%1#").arg(pixels), QString::number(look.px(pixels)));
    return text;
}

QPalette paletteFor(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.panel);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.text3);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.panel);
    palette.setColor(QPalette::ToolTipBase, theme.text);
    palette.setColor(QPalette::ToolTipText, theme.panel);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.lineStrong);
    return palette;
}

} // namespace simul
