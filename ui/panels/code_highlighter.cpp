#include "ui/panels/code_highlighter.h"

#include <QRegularExpression>

namespace simul {

void CodeHighlighter::setTheme(const Theme& theme) {
    m_keyword.setForeground(theme.codeKeyword);
    m_type.setForeground(theme.codeType);
    m_comment.setForeground(theme.text3);
    m_string.setForeground(theme.text2);
    rehighlight();
}

void CodeHighlighter::highlightBlock(const QString& text) {
    static const QRegularExpression keywords(QStringLiteral(
        "\\b(auto|bool|break|case|catch|class|co_await|co_return|co_yield|const|constexpr|continue|do|double|else|enum|"
        "false|for|if|int|namespace|noexcept|nullptr|operator|private|public|return|static|struct|switch|template|"
        "this|throw|true|try|typename|using|void|while)\\b"));
    static const QRegularExpression types(QStringLiteral("\\b([A-Z][A-Za-z0-9]*|std::[a-z_0-9:]+)\\b"));
    static const QRegularExpression strings(QStringLiteral("\"([^\"\\\\]|\\\\.)*\""));
    static const QRegularExpression comments(QStringLiteral("//.*$"));
    const auto paint = [&](const QRegularExpression& pattern, const QTextCharFormat& format) {
        for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
        }
    };
    paint(types, m_type);
    paint(keywords, m_keyword);
    paint(strings, m_string);
    paint(comments, m_comment);
}

} // namespace simul
