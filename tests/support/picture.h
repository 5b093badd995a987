#pragma once

#include <QDir>
#include <QImage>
#include <QString>

#include <cmath>

namespace simul::test {

/// How far two pictures of one size are apart: of squares of 16 pixels, the one that differs most. 0 to 255, per channel and
/// pixel. What is a hair thicker or smoother hardly counts, what is elsewhere or of another colour does.
inline double worstSquare(const QImage& left, const QImage& right) {
    constexpr int side = 16;
    double worst = 0;
    for (int top = 0; top < left.height(); top += side) {
        for (int start = 0; start < left.width(); start += side) {
            int sum = 0;
            int pixels = 0;
            for (int y = top; y < std::min(top + side, left.height()); ++y) {
                for (int x = start; x < std::min(start + side, left.width()); ++x, ++pixels) {
                    const QRgb a = left.pixel(x, y);
                    const QRgb b = right.pixel(x, y);
                    sum += std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
                }
            }
            worst = std::max(worst, sum / (3.0 * pixels));
        }
    }
    return worst;
}

inline int countPixels(const QImage& image, QRgb colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour ? 1 : 0;
    }
    return count;
}

/// What distinguishes `picture` from the one stored in `file`, in one sentence; empty: nothing worth a word. With
/// SIMUL_RENEW_PICTURES in the environment it is stored instead.
inline QString differenceFrom(const QString& file, const QImage& picture) {
    constexpr double tolerance = 12; // another release of a font or of its renderer stays below 8
    if (qEnvironmentVariableIsSet("SIMUL_RENEW_PICTURES"))
        return picture.save(file) ? QString() : file + QStringLiteral(" cannot be written");
    const QImage stored(file);
    if (stored.isNull())
        return file + QStringLiteral(" is not there; SIMUL_RENEW_PICTURES=1 makes it");
    if (stored.size() != picture.size())
        return file + QStringLiteral(" has another size");
    const double worst = worstSquare(stored, picture);
    if (worst <= tolerance)
        return {};
    const QString seen = QDir::temp().filePath(QStringLiteral("seen-") + QFileInfo(file).fileName());
    picture.save(seen);
    return QStringLiteral("%1 differs by %2 in one place, %3 is allowed; what was painted: %4")
        .arg(file)
        .arg(worst, 0, 'f', 1)
        .arg(tolerance)
        .arg(seen);
}

} // namespace simul::test
