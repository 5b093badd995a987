#include "ui/figures/size_fields.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>

namespace simul {

namespace {

constexpr double mostPixels = 16384;
constexpr double leastPixels = 240;
constexpr double mostMillimetres = 1500;
constexpr double leastMillimetres = 40;

} // namespace

SizeFields::SizeFields(QWidget* parent)
    : QWidget(parent), m_width(new QDoubleSpinBox), m_height(new QDoubleSpinBox), m_unit(new QComboBox), m_dots(new QSpinBox),
      m_last({PageSize(), PageSize({160, 100}, PageSize::Unit::Millimetres, PageSize::paperDots)}) {
    m_unit->addItem(tr("pixels"), static_cast<int>(PageSize::Unit::Pixels));
    m_unit->addItem(tr("mm"), static_cast<int>(PageSize::Unit::Millimetres));
    m_dots->setRange(36, 1200);
    m_dots->setSuffix(tr(" dpi"));
    m_width->setObjectName(QStringLiteral("figure-width"));
    m_height->setObjectName(QStringLiteral("figure-height"));
    m_unit->setObjectName(QStringLiteral("figure-unit"));
    m_dots->setObjectName(QStringLiteral("figure-dots"));
    m_width->setAccessibleName(tr("Width"));
    m_height->setAccessibleName(tr("Height"));
    m_unit->setAccessibleName(tr("Unit of width and height"));
    m_dots->setAccessibleName(tr("Dots to the inch"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_width, 0, 0);
    layout->addWidget(new QLabel(QString(QChar(0xD7))), 0, 1);
    layout->addWidget(m_height, 0, 2);
    layout->addWidget(m_unit, 1, 0);
    layout->addWidget(m_dots, 1, 2);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(2, 1);
    setFocusProxy(m_width);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    show(m_last[0]);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &SizeFields::changeUnit);
    for (QDoubleSpinBox* box : {m_width, m_height})
        connect(box, &QDoubleSpinBox::valueChanged, this, &SizeFields::changed);
    connect(m_dots, &QSpinBox::valueChanged, this, &SizeFields::changed);
}

PageSize SizeFields::size() const {
    return {QSizeF(m_width->value(), m_height->value()), m_shown, m_dots->value()};
}

void SizeFields::setSize(const PageSize& size) {
    {
        const QSignalBlocker silence(m_unit);
        m_unit->setCurrentIndex(m_unit->findData(static_cast<int>(size.unit)));
    }
    show(size);
    emit changed();
}

void SizeFields::changeUnit() {
    m_last[static_cast<std::size_t>(m_shown)] = size();
    show(m_last[static_cast<std::size_t>(m_unit->currentData().toInt())]);
    emit changed();
}

void SizeFields::show(const PageSize& size) {
    m_shown = size.unit;
    const bool isPixels = size.unit == PageSize::Unit::Pixels;
    for (QDoubleSpinBox* box : {m_width, m_height}) {
        const QSignalBlocker silence(box);
        box->setDecimals(isPixels ? 0 : 1);
        box->setRange(isPixels ? leastPixels : leastMillimetres, isPixels ? mostPixels : mostMillimetres);
        box->setSingleStep(isPixels ? 100 : 10);
    }
    const QSignalBlocker silence(this);
    m_width->setValue(size.extent.width());
    m_height->setValue(size.extent.height());
    m_dots->setValue(size.dotsPerInch);
}

} // namespace simul
