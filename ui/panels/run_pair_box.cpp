#include "ui/panels/run_pair_box.h"

#include "ui/panels/button.h"

#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>

namespace simul {

RunPairBox::RunPairBox(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_a(makeBox(tr("First run"), "differenceA")), m_b(makeBox(tr("Second run"), "differenceB")) {
    auto* swap = new Button(appearance, Button::Kind::Flat, {}, QStringLiteral("⇄"), this);
    swap->setControlHeight(24);
    swap->setAccessibleName(tr("Swap the two runs"));
    swap->setToolTip(tr("Swap the two runs"));
    connect(swap, &QAbstractButton::clicked, this, &RunPairBox::swap);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_a);
    row->addWidget(swap);
    row->addWidget(m_b);
    appearance.follow(this, [=, this](const Look& look) {
        row->setSpacing(look.px(8));
        for (QComboBox* box : {m_a, m_b}) {
            box->setFont(look.font(12.5));
            box->setMinimumWidth(look.px(100));
        }
    });
}

QComboBox* RunPairBox::makeBox(const QString& name, const char* objectName) {
    auto* box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setObjectName(QLatin1String(objectName));
    connect(box, &QComboBox::activated, this, [this] {
        wish();
        emit chosen();
    });
    return box;
}

void RunPairBox::setChoices(std::vector<Choice> choices) {
    m_choices = std::move(choices);
    QStringList names;
    for (const Choice& choice : m_choices)
        names << choice.name;
    const int last = static_cast<int>(names.size()) - 1;
    for (QComboBox* box : {m_a, m_b}) {
        box->clear();
        box->addItems(names);
    }
    const int a = m_wish ? indexOf(m_wish->first) : -1;
    const int b = m_wish ? indexOf(m_wish->second) : -1;
    const bool hasGhost = last > 0 && m_choices[static_cast<std::size_t>(last) - 1].side.isGhost;
    m_a->setCurrentIndex(a >= 0 ? a : hasGhost ? last - 1 : std::min(0, last));
    m_b->setCurrentIndex(b >= 0 ? b : last);
    if (last > 0 && m_a->currentIndex() == m_b->currentIndex()) // the one that nobody asked for gives way
        (a < 0 && b >= 0 ? m_a : m_b)->setCurrentIndex(m_a->currentIndex() == 0 ? last : 0);
}

int RunPairBox::indexOf(const Wish& wish) const {
    const auto isNamed = [&](const Choice& choice) { return choice.name == wish.name; };
    auto found = std::ranges::find_if(m_choices, [&](const Choice& choice) { return isNamed(choice) && choice.side == wish.side; });
    if (found == m_choices.end()) // two runs may have one name
        found = std::ranges::find_if(m_choices, isNamed);
    return found == m_choices.end() ? -1 : static_cast<int>(found - m_choices.begin());
}

void RunPairBox::wish() {
    if (!m_choices.empty())
        m_wish = std::pair(Wish{a()->name, a()->side}, Wish{b()->name, b()->side});
}

void RunPairBox::keep() {
    if (!m_wish)
        wish();
}

void RunPairBox::letGo() {
    for (Choice& choice : m_choices)
        choice.trace.reset();
}

const RunPairBox::Choice* RunPairBox::choiceIn(const QComboBox* box) const {
    return box->currentIndex() < 0 ? nullptr : &m_choices[static_cast<std::size_t>(box->currentIndex())];
}

std::optional<RunPair> RunPairBox::pair() const {
    return m_choices.empty() ? std::nullopt : std::optional(RunPair{a()->side, b()->side});
}

bool RunPairBox::choose(const RunPair& pair) {
    const auto chooseIn = [this](QComboBox* box, const RunPair::Side& side) {
        const auto found = std::ranges::find(m_choices, side, &Choice::side);
        if (found != m_choices.end())
            box->setCurrentIndex(static_cast<int>(found - m_choices.begin()));
    };
    chooseIn(m_a, pair.a);
    chooseIn(m_b, pair.b);
    if (this->pair() != pair)
        return false;
    wish();
    return true;
}

void RunPairBox::swap() {
    const int a = m_a->currentIndex();
    m_a->setCurrentIndex(m_b->currentIndex());
    m_b->setCurrentIndex(a);
    wish();
    emit chosen();
}

} // namespace simul
