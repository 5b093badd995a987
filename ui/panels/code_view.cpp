#include "ui/panels/code_view.h"

#include "ui/panels/code_highlighter.h"

#include <QFile>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace simul {

namespace {

/// What is between `// [the story]` and `// [end]`, and the number of its first line; the whole file without them.
std::pair<QStringList, int> storyOf(const QString& source) {
    const QStringList lines = source.split(u'\n');
    const auto indexOf = [&](const char* mark) {
        const auto found = std::ranges::find_if(
            lines, [mark](const QString& line) { return line.trimmed() == QString::fromLatin1(mark); });
        return static_cast<qsizetype>(found - lines.begin());
    };
    const qsizetype begin = indexOf("// [the story]");
    const qsizetype end = indexOf("// [end]");
    if (begin >= end || end >= lines.size())
        return {lines, 1};
    return {lines.mid(begin + 1, end - begin - 1), static_cast<int>(begin) + 2};
}

QString indentedHalf(const QString& line) {
    const auto spaces = std::ranges::find_if(line, [](QChar each) { return each != u' '; }) - line.begin();
    return line.mid(spaces / 2);
}

} // namespace

class CodeView::Gutter : public QWidget {
public:
    explicit Gutter(CodeView& view) : QWidget(&view), m_view(view) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        m_view.paintGutter(painter);
    }

private:
    CodeView& m_view;
};

CodeView::CodeView(Appearance& appearance, QWidget* parent)
    : QPlainTextEdit(parent), m_appearance(appearance), m_gutter(new Gutter(*this)) {
    setObjectName(QStringLiteral("code"));
    setAccessibleName(tr("Code of the scenario"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::WidgetWidth); // the panel is narrow, and who looks at a line wants all of it
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    auto* highlighter = new CodeHighlighter(document());
    appearance.follow(this, [this, highlighter](const Look& look) {
        QPalette ground;
        ground.setColor(QPalette::Base, look.theme().raised);
        setPalette(ground);
        setFont(look.code());
        document()->setDefaultFont(look.code());
        document()->setDocumentMargin(0);
        highlighter->setTheme(look.theme());
        placeGutter();
        lightUp();
    });
    connect(this, &QPlainTextEdit::updateRequest, this, [this] { m_gutter->update(); });
}

void CodeView::showFile(const QString& name) {
    if (m_file == name)
        return;
    m_file = name;
    QFile file(QStringLiteral(":/scenarios/") + name);
    QStringList lines;
    if (file.open(QIODevice::ReadOnly))
        std::tie(lines, m_firstLine) = storyOf(QString::fromUtf8(file.readAll()));
    else
        m_file.clear();
    m_story = lines.join(u'\n');
    std::ranges::transform(lines, lines.begin(), indentedHalf);
    setPlainText(lines.join(u'\n'));
    m_current.reset();
    m_others.clear();
    placeGutter();
    lightUp();
}

void CodeView::showSpots(const std::optional<CodeSpot>& current, const std::vector<CodeSpot>& others) {
    m_current = current && current->file == m_file ? current : std::nullopt;
    m_others = others;
    std::erase_if(m_others, [this](const CodeSpot& spot) { return spot.file != m_file; });
    lightUp();
}

int CodeView::litLine() const {
    return m_current ? m_current->line : 0;
}

void CodeView::lightUp() {
    QList<QTextEdit::ExtraSelection> lit;
    if (m_current) {
        QTextEdit::ExtraSelection selection;
        selection.format.setBackground(m_appearance.theme().look(m_current->state).tint);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selection.cursor = QTextCursor(document()->findBlockByNumber(m_current->line - m_firstLine));
        setTextCursor(selection.cursor); // into view, with the lines around it
        selection.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor); // also where it goes on below
        lit << selection;
        centerCursor();
    }
    setExtraSelections(lit);
    m_gutter->update();
    viewport()->update();
}

int CodeView::gutterWidth() const {
    const QFontMetrics metrics(m_appearance.look().code());
    return m_appearance.look().px(12) + metrics.horizontalAdvance(QStringLiteral("000")) + m_appearance.look().px(6) +
           metrics.horizontalAdvance(u'W') + m_appearance.look().px(8);
}

void CodeView::placeGutter() {
    const int above = m_appearance.look().px(6);
    setViewportMargins(gutterWidth(), above, 0, 0);
    m_gutter->setGeometry(0, above, gutterWidth(), height() - above);
    m_gutter->update();
}

void CodeView::paintGutter(QPainter& painter) {
    const Look& look = m_appearance.look();
    const Theme& theme = look.theme();
    painter.fillRect(m_gutter->rect(), theme.raised);
    QFont bold = look.code();
    bold.setBold(true);
    const QFontMetrics metrics(look.code());
    const int numberRight = look.px(12) + metrics.horizontalAdvance(QStringLiteral("000"));
    const int lineHeight = metrics.height();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > height())
            break;
        const int line = m_firstLine + block.blockNumber();
        const bool isLit = m_current && m_current->line == line;
        const auto other = std::ranges::find(m_others, line, &CodeSpot::line);
        const QRectF row(0, box.top(), m_gutter->width(), box.height());
        if (isLit) {
            painter.fillRect(row, theme.look(m_current->state).tint);
            painter.fillRect(QRectF(0, box.top(), look.px(3), box.height()), theme.look(m_current->state).ink);
        }
        painter.setFont(isLit ? bold : look.code());
        painter.setPen(isLit ? theme.text : theme.text3);
        painter.drawText(QRectF(0, box.top(), numberRight, lineHeight), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(line));
        if (!isLit && other == m_others.end())
            continue;
        const StateLook& state = theme.look(isLit ? m_current->state : other->state);
        if (state.letter.isNull())
            continue;
        painter.setFont(bold);
        painter.setPen(state.letterColor);
        painter.drawText(QRectF(numberRight + look.px(6), box.top(), m_gutter->width(), lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, QString(state.letter));
    }
}

void CodeView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

/// Letters belong to the window's keys, not to a text that cannot be changed.
void CodeView::keyPressEvent(QKeyEvent* event) {
    if (event->modifiers() == Qt::NoModifier && !event->text().isEmpty() && event->text().front().isPrint())
        event->ignore();
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace simul
