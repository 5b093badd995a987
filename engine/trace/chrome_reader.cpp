#include "engine/trace/chrome_reader.h"

#include "engine/trace/chrome_process.h"
#include "engine/trace/json_elements.h"

#include <algorithm>
#include <fmt/format.h>

namespace simul {

namespace {

/// The processes of a file, in the order of their first events.
class Processes {
public:
    /// The next one of `elements`.
    void add(simdjson::dom::element element, JsonElements& elements) {
        const ChromeEvent event = readChromeEvent(element);
        ChromeProcess& process = of(event);
        if (const char* wrong = event.wrong != nullptr ? event.wrong : process.add(event))
            process.leaveOut({1, elements.place(), wrong});
    }

    /// Of processes that have nothing to show.
    LeftOut leftOut() const {
        LeftOut all;
        for (const ChromeProcess& process : m_processes) {
            if (process.isEmpty())
                all.add(process.leftOut());
        }
        return all;
    }

    /// Empty if asked to stop.
    std::vector<LoadedTrace> finish(const std::stop_token& stop, const std::optional<std::uint64_t>& truncatedAt) {
        std::vector<ChromeProcess*> shown;
        for (ChromeProcess& process : m_processes) {
            if (!process.isEmpty())
                shown.push_back(&process);
        }
        std::ranges::stable_sort(shown, {}, &ChromeProcess::order);
        TraceTime first = TraceTime::max();
        TraceTime last = TraceTime::min();
        for (const ChromeProcess* process : shown) {
            first = std::min(first, process->first());
            last = std::max(last, process->last());
        }
        const bool areOwn = std::ranges::all_of(shown, &ChromeProcess::isOwn);
        const Duration shift = first > last || (areOwn && first >= TraceTime{}) ? Duration::zero() : first.time_since_epoch();
        if (!areOwn)
            tellApart(shown);
        const LeftOut ofNone = leftOut(); // whose they are nobody knows
        // Simul writes one behind the other: what a file that ends in the middle lacks is of the last.
        const bool isLastAlone = areOwn && m_last != nullptr && !m_last->isEmpty();
        std::vector<LoadedTrace> traces;
        for (ChromeProcess* process : shown) {
            if (stop.stop_requested())
                return {};
            if (ofNone.count > 0)
                process->warn(ofNone.sentence());
            if (truncatedAt && (!isLastAlone || process == m_last))
                process->warn(fmt::format("The file ends in the middle, at byte {}: what comes before is shown.", *truncatedAt));
            traces.push_back({process->name(), process->finish(shift, std::max(last - shift, TraceTime{}), stop)});
        }
        return traces;
    }

private:
    /// Processes of one name get their number besides.
    void tellApart(const std::vector<ChromeProcess*>& shown) {
        std::map<std::string, int> names;
        for (const ChromeProcess* process : shown)
            ++names[process->name()];
        for (const auto& [number, index] : m_ids) {
            const auto found = names.find(m_processes[index].name());
            if (found != names.end() && found->second > 1 && number >= 0) // no hash of a text
                m_processes[index].tellApart(number);
        }
    }
    ChromeProcess& of(const ChromeEvent& event) {
        if (m_last != nullptr && m_lastId == event.process)
            return *m_last;
        const auto [found, isNew] = m_ids.try_emplace(event.process, m_processes.size());
        if (isNew)
            m_processes.emplace_back(event.processText.empty() ? fmt::format("Process {}", event.process)
                                                               : std::string(event.processText));
        m_lastId = event.process;
        m_last = &m_processes[found->second];
        return *m_last;
    }

    std::deque<ChromeProcess> m_processes;
    std::unordered_map<std::int64_t, std::size_t> m_ids;
    std::int64_t m_lastId = 0;
    ChromeProcess* m_last = nullptr;
};

} // namespace

Result<std::vector<LoadedTrace>> readChromeTrace(std::istream& in, const ReadControl& control) {
    JsonElements elements(in, control);
    if (const auto done = elements.open("traceEvents"); !done)
        return Error{done.error()};
    Processes processes;
    const auto add = [&](simdjson::dom::element element) {
        processes.add(element, elements);
        return std::monostate{};
    };
    if (const auto done = elements.forEach(add); !done)
        return Error{done.error()};
    std::vector<LoadedTrace> traces = processes.finish(control.stop, elements.truncatedAt());
    if (control.stop.stop_requested())
        return Error{"stopped"};
    if (const LeftOut leftOut = processes.leftOut(); traces.empty() && leftOut.count > 0)
        return Error{fmt::format("byte {}: {}", leftOut.first, leftOut.why)};
    if (traces.empty())
        return Error{elements.truncatedAt() ? fmt::format("byte {}: the file ends before its first whole event",
                                                          *elements.truncatedAt())
                                            : std::string("there are no events in it")};
    return traces;
}

} // namespace simul
