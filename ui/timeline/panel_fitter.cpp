#include "ui/timeline/panel_fitter.h"

#include <algorithm>

namespace simul {

namespace {

class Fitter {
public:
    Fitter(std::vector<PanelShape>& panels, const RowMetrics& metrics, int available)
        : m_panels(panels), m_metrics(metrics), m_available(available) {}

    void fit() {
        const auto isAny = [](const PanelShape&) { return true; };
        const auto isOneByOne = [](const PanelShape& panel) { return panel.isOneByOne(); };
        const auto isInStep = [](const PanelShape& panel) { return panel.ownCores; };
        const auto isOther = [](const PanelShape& panel) { return !panel.isOneByOne() && !panel.ownCores; };
        lower(static_cast<RowLevel>(m_metrics.most), isAny);
        if (!fits())
            lower(RowLevel::Normal, isAny);
        // What says least loses its room first: tasks that only stand in line, then tasks that all do the same.
        lower(RowLevel::Folded, isOneByOne);
        lower(RowLevel::Compact, isInStep);
        lower(RowLevel::Compact, isOther);
        lower(RowLevel::Micro, isInStep);
        lower(RowLevel::Micro, isOther);
        lower(RowLevel::Folded, isInStep);
        lower(RowLevel::Folded, isOther);
        raise();
        showMore();
    }

private:
    bool fits() const {
        int total = 0;
        for (const PanelShape& panel : m_panels)
            total += heightOf(panel, panel.level, m_metrics);
        return total <= m_available;
    }

    /// One panel after the other, as long as it does not fit.
    template <class Which>
    void lower(RowLevel level, Which which) {
        for (PanelShape& panel : m_panels) {
            if (panel.level < level && which(panel) && (level != RowLevel::Folded || panel.mayFold()) &&
                (!fits() || level <= static_cast<RowLevel>(m_metrics.most)))
                panel.level = level;
        }
    }

    /// Gives back what room is left, one step after the other: the panel that has least first, of equals the last.
    void raise() {
        std::vector<PanelShape*> order;
        for (auto panel = m_panels.rbegin(); panel != m_panels.rend(); ++panel)
            order.push_back(&*panel);
        const auto raiseOne = [&](PanelShape* panel) {
            const RowLevel reached = panel->level;
            if (reached == static_cast<RowLevel>(m_metrics.most))
                return false;
            panel->level = static_cast<RowLevel>(static_cast<int>(reached) - 1);
            if (panel->level == RowLevel::Micro && panel->isOneByOne())
                panel->level = RowLevel::Compact; // a few lanes with words say more than all without
            const bool hasRoom = fits();
            if (!hasRoom)
                panel->level = reached;
            return hasRoom;
        };
        do {
            std::ranges::stable_sort(order, std::ranges::greater{}, &PanelShape::level);
        } while (std::ranges::any_of(order, raiseOne));
    }

    /// Folded panels show as many tasks as there is still room for, in turns, and leave some for a selected one.
    void showMore() {
        m_available -= static_cast<int>(std::ranges::count(m_panels, RowLevel::Folded, &PanelShape::level)) *
                       (m_metrics.selectedHeight() + m_metrics.gap(densityOf(RowLevel::Folded)));
        for (bool grew = true; grew;) {
            grew = false;
            for (PanelShape& panel : m_panels) {
                if (panel.level != RowLevel::Folded || panel.isOneByOne() || panel.shownWhenFolded + 2 >= panel.tasks)
                    continue;
                ++panel.shownWhenFolded;
                grew = grew || fits();
                if (!fits())
                    --panel.shownWhenFolded;
            }
        }
    }

    std::vector<PanelShape>& m_panels;
    const RowMetrics& m_metrics;
    int m_available;
};

} // namespace

void fitPanels(std::vector<PanelShape>& panels, const RowMetrics& metrics, int available) {
    Fitter(panels, metrics, available).fit();
}

} // namespace simul
