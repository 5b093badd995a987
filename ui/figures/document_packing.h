#pragma once

#include "ui/figures/figure_page.h"

#include <QByteArray>

namespace simul {

/// What Qt wrote as SVG, of the size that was asked for and a third as long: neighbours that look the same become one path.
/// Names of fonts get a kind of font for where they are not installed.
QByteArray packSvg(const QByteArray& svg, const PageSize& size);

/// What Qt wrote as PDF, on a page of exactly that size (Qt's are whole points), and without the moment when it did: the same
/// figure is the same file.
QByteArray packPdf(QByteArray pdf, const PageSize& size);

} // namespace simul
