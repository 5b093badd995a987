#include "app/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace simul {

void installTranslations() {
    const auto install = [](const QString& name, const QString& folder) {
        auto* translator = new QTranslator(QCoreApplication::instance());
        const bool isThere = translator->load(QLocale(), name, QStringLiteral("_"), folder);
        if (isThere)
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
        return isThere;
    };
    // Qt's own texts only where ours are there too: no window in two languages.
    if (install(QStringLiteral("simul"), QStringLiteral(":/translations")))
        install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

} // namespace simul
