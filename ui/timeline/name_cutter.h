#pragma once

#include <QHash>
#include <QStringList>

class QFontMetricsF;

namespace simul {

/// Shortens names that have no room so that those that are seen together can be told apart: to the number that they end
/// with, or else in the middle; where that leaves the same of several, so that it shows where they differ.
class NameCutter {
public:
    /// For each name, before the first is cut. `number`: that it ends with; may be empty.
    void add(const QString& name, const QString& number, const QFontMetricsF& metrics, double room);
    /// What there is room for.
    QString cut(const QString& name, const QString& number, const QFontMetricsF& metrics, double room) const;

private:
    QHash<QString, QStringList> m_alike; ///< by what is left of them: different names, sorted
};

} // namespace simul
