#include "ui/panels/run_choice.h"

#include "ui/timeline/mode_text.h"

#include <QComboBox>

namespace simul {

void fillRunChoice(QComboBox& choice, const Comparison* comparison, std::size_t current) {
    QStringList names;
    for (std::size_t run = 0; comparison != nullptr && run < comparison->runs.size(); ++run)
        names << runName(comparison->runs[run]);
    QStringList shown;
    for (int item = 0; item < choice.count(); ++item)
        shown << choice.itemText(item);
    if (names != shown) {
        choice.clear();
        choice.addItems(names);
    }
    choice.setCurrentIndex(names.isEmpty() ? -1 : static_cast<int>(current));
}

} // namespace simul
