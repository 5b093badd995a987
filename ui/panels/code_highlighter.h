#pragma once

#include "ui/theme.h"

#include <QSyntaxHighlighter>

namespace simul {

/// Keywords, types and comments of C++, as far as scenarios use it.
class CodeHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    explicit CodeHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}
    void setTheme(const Theme& theme);

protected:
    void highlightBlock(const QString& text) override;

private:
    QTextCharFormat m_keyword;
    QTextCharFormat m_type;
    QTextCharFormat m_comment;
    QTextCharFormat m_string;
};

} // namespace simul
