#pragma once

#include "tests/support/fixtures.h"
#include "ui/figures/figure.h"

#include <QFile>
#include <QTemporaryDir>
#include <QXmlStreamReader>

namespace simul::test {

/// Two runs with two tables and a player, as what a figure shows.
inline Comparison twoTables() {
    Comparison comparison;
    comparison.runs = {runFromText(Mode::Sync, "Table 1 | running 0s-40s, blocked 40s-80s, done 80s\n"
                                               "Table 2 | ready 0s-80s, running 80s-120s, failed 120s\n"
                                               "worker Judit | running 0s-40s Table 1, blocked 40s-80s Table 1, "
                                               "running 80s-120s Table 2"),
                       runFromText(Mode::Coroutines, "Table 1 | running 0s-40s, waiting 40s-80s, done 80s\n"
                                                     "Table 2 | ready 0s-40s, running 40s-80s, done 80s\n"
                                                     "worker Judit | running 0s-40s Table 1, running 40s-80s Table 2")};
    return comparison;
}

inline FigureOptions usualOptions() {
    FigureOptions options;
    options.title = QStringLiteral("Zwei Tische & ein Meister");
    options.subtitle = QStringLiteral("Simulated clock, seed 63");
    options.size = {1200, 700};
    return options;
}

/// A folder for figures, and what is in them.
class FigureFolder {
public:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    static QByteArray contentOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Of an SVG, in their order; what is wrong with it if it is none.
    static QStringList textsOf(const QString& path) {
        QXmlStreamReader xml(contentOf(path));
        QStringList texts;
        bool inText = false;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement())
                inText = xml.name() == QLatin1String("text");
            if (xml.isCharacters() && inText)
                texts << xml.text().toString().trimmed();
        }
        return xml.hasError() ? QStringList{xml.errorString()} : texts;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace simul::test
