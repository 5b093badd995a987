#include "engine/runtime/perf_switches.h"

#include <cstdlib>
#include <fmt/format.h>
#include <string_view>

#if defined(__linux__)
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <linux/perf_event.h>
#include <span>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>
#endif

namespace simul {

namespace {

#if defined(__linux__)

/// One CPU's event and the ring that the kernel fills.
class PerfRing {
public:
    PerfRing() = default;
    PerfRing(PerfRing&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1)), m_page(std::exchange(other.m_page, nullptr)),
          m_mapped(other.m_mapped), m_cpu(other.m_cpu) {}
    PerfRing& operator=(PerfRing&&) = delete;
    ~PerfRing() {
        if (m_page != nullptr)
            munmap(m_page, m_mapped);
        if (m_descriptor >= 0)
            close(m_descriptor);
    }

    /// Zero, or the system's number of the error.
    int open(std::uint32_t cpu) {
        perf_event_attr wish{};
        wish.size = sizeof wish;
        wish.type = PERF_TYPE_SOFTWARE;
        wish.config = PERF_COUNT_SW_DUMMY; // nothing is counted, only switches are recorded
        wish.sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME;
        wish.sample_id_all = 1;
        wish.context_switch = 1;
        wish.exclude_kernel = 1;
        wish.inherit = 1;
        wish.use_clockid = 1;
        wish.clockid = CLOCK_MONOTONIC; // what steady_clock is
        m_cpu = cpu;
        m_descriptor = static_cast<int>(
            syscall(SYS_perf_event_open, &wish, 0, static_cast<int>(cpu), -1, PERF_FLAG_FD_CLOEXEC));
        return m_descriptor < 0 ? errno : map();
    }

    /// Appends the switches; returns how many did not fit.
    std::uint64_t read(std::vector<KernelSwitch>& switches) {
        const std::uint64_t head = __atomic_load_n(&m_page->data_head, __ATOMIC_ACQUIRE);
        std::uint64_t tail = m_page->data_tail;
        std::uint64_t lost = 0;
        while (tail < head) {
            perf_event_header header{};
            copy(tail, header);
            if (header.type == PERF_RECORD_SWITCH)
                switches.push_back(switchAt(tail + sizeof header, header.misc));
            else if (header.type == PERF_RECORD_LOST)
                lost += lostAt(tail + sizeof header);
            tail += header.size;
        }
        __atomic_store_n(&m_page->data_tail, tail, __ATOMIC_RELEASE);
        return lost;
    }

private:
    struct SampleId {
        std::uint32_t process, thread;
        std::uint64_t time;
    };

    /// As large as the system lets it be: what a program may lock in memory is limited.
    int map() {
        const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        for (const std::size_t pages : {64U, 16U, 4U}) {
            m_mapped = (pages + 1) * page;
            void* memory = mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_SHARED, m_descriptor, 0);
            if (memory != MAP_FAILED) {
                m_page = static_cast<perf_event_mmap_page*>(memory);
                return 0;
            }
        }
        return errno;
    }

    KernelSwitch switchAt(std::uint64_t offset, std::uint16_t flags) const {
        SampleId id{};
        copy(offset, id);
        const bool isOut = (flags & PERF_RECORD_MISC_SWITCH_OUT) != 0;
        const bool isPreempted = (flags & PERF_RECORD_MISC_SWITCH_OUT_PREEMPT) != 0;
        return {std::chrono::steady_clock::time_point(std::chrono::nanoseconds(id.time)),
                static_cast<std::int32_t>(id.thread), m_cpu,
                !isOut        ? KernelSwitch::Kind::CameOn
                : isPreempted ? KernelSwitch::Kind::Preempted
                              : KernelSwitch::Kind::GaveUp};
    }

    std::uint64_t lostAt(std::uint64_t offset) const {
        struct {
            std::uint64_t event, lost;
        } record{};
        copy(offset, record);
        return record.lost;
    }

    /// What lies at `offset`, also across the end of the ring.
    template <class T>
    void copy(std::uint64_t offset, T& to) const {
        const char* ring = reinterpret_cast<const char*>(m_page) + m_page->data_offset;
        const std::uint64_t from = offset % m_page->data_size;
        const std::uint64_t first = std::min<std::uint64_t>(sizeof to, m_page->data_size - from);
        std::memcpy(&to, ring + from, first);
        std::memcpy(reinterpret_cast<char*>(&to) + first, ring, sizeof to - first);
    }

    int m_descriptor = -1;
    perf_event_mmap_page* m_page = nullptr;
    std::size_t m_mapped = 0;
    std::uint32_t m_cpu = 0;
};

std::string reasonOf(int error) {
    std::string level;
    switch (error) {
    case EACCES:
    case EPERM:
        std::ifstream("/proc/sys/kernel/perf_event_paranoid") >> level;
        return fmt::format("it does not permit it here (perf_event_paranoid is {})", level.empty() ? "unknown" : level);
    case ENOSYS:
    case ENOENT:
    case EOPNOTSUPP:
        return "it was built without performance events";
    case EMFILE:
    case ENFILE:
        return "no descriptors are left";
    default:
        return std::strerror(error);
    }
}

class PerfSwitches final : public SwitchSource {
public:
    /// Zero, or the system's number of the error.
    int open() {
        const long cpus = sysconf(_SC_NPROCESSORS_CONF);
        for (std::uint32_t cpu = 0; cpu < static_cast<std::uint32_t>(std::max(cpus, 1L)); ++cpu) {
            PerfRing ring;
            const int error = ring.open(cpu);
            m_cpuCount = cpu + 1;
            if (error == 0)
                m_rings.push_back(std::move(ring));
            else if (error != ENODEV) // that one is switched off
                return error;
        }
        return m_rings.empty() ? ENODEV : 0;
    }

    std::uint32_t cpuCount() const override { return m_cpuCount; }
    std::uint64_t read(std::vector<KernelSwitch>& switches) override {
        std::uint64_t lost = 0;
        for (PerfRing& ring : m_rings)
            lost += ring.read(switches);
        return lost;
    }

private:
    std::vector<PerfRing> m_rings;
    std::uint32_t m_cpuCount = 0;
};

#endif

Error refusal(std::string_view reason) {
    return {fmt::format("The kernel does not record the switches of threads: {}.", reason)};
}

} // namespace

Result<std::unique_ptr<SwitchSource>> openKernelSwitches() {
    const char* wish = std::getenv("SIMUL_KERNEL_SWITCHES");
    if (wish != nullptr && std::string_view(wish) == "off")
        return refusal("SIMUL_KERNEL_SWITCHES is off");
#if defined(__linux__)
    auto switches = std::make_unique<PerfSwitches>();
    if (const int error = switches->open(); error != 0)
        return refusal(reasonOf(error));
    return std::unique_ptr<SwitchSource>(std::move(switches));
#else
    return refusal("only Linux can");
#endif
}

} // namespace simul
