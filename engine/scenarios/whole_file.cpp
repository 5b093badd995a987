#include "engine/scenarios/whole_file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace simul {

namespace fs = std::filesystem;

namespace {

Error cannotWrite(const std::string& path, const std::string& why) {
    return {fmt::format("'{}' cannot be written: {}", path, why)};
}

/// A file beside its target that takes the target's place on commit(), or disappears.
class FileBeside {
public:
    explicit FileBeside(const std::string& path) : m_path(path) {}
    ~FileBeside() {
        if (m_descriptor >= 0)
            close(m_descriptor);
        if (!m_own.empty())
            unlink(m_own.c_str());
    }
    FileBeside(const FileBeside&) = delete;
    FileBeside& operator=(const FileBeside&) = delete;

    Result<std::monostate> open() {
        if (m_path.empty())
            return Error{"a file without a name cannot be written"};
        std::error_code error;
        m_target = m_path;
        if (fs::is_symlink(m_path, error)) {
            m_target = fs::canonical(m_path, error);
            if (error)
                return cannotWrite(m_path, error.message());
        }
        const bool exists = fs::exists(m_target, error);
        if (exists && !fs::is_regular_file(m_target, error))
            return cannotWrite(m_path, fs::is_directory(m_target, error) ? "it is a folder" : "it is no ordinary file");
        static std::atomic<int> count = 0;
        const std::string own = fmt::format("{}.{}-{}.part", m_target.string(), getpid(), ++count);
        m_descriptor = ::open(own.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (m_descriptor < 0)
            return failed();
        m_own = own;
        if (struct stat old{}; exists && stat(m_target.c_str(), &old) == 0 && fchmod(m_descriptor, old.st_mode) != 0)
            return failed();
        return std::monostate{};
    }
    Result<std::monostate> write(std::string_view content) {
        while (!content.empty()) {
            const ssize_t written = ::write(m_descriptor, content.data(), content.size());
            if (written < 0 && errno != EINTR)
                return failed();
            content.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
        }
        return std::monostate{};
    }
    Result<std::monostate> commit() {
        if (fsync(m_descriptor) != 0 || rename(m_own.c_str(), m_target.c_str()) != 0)
            return failed();
        m_own.clear();
        return std::monostate{};
    }

private:
    Error failed() const { return cannotWrite(m_path, std::generic_category().message(errno)); }

    std::string m_path; ///< as the user wrote it
    fs::path m_target;  ///< where that leads
    std::string m_own;  ///< empty: there is none, or no more
    int m_descriptor = -1;
};

} // namespace

Result<std::monostate> writeWholeFile(const std::string& path, std::string_view content) {
    FileBeside file(path);
    if (const auto done = file.open(); !done)
        return done;
    if (const auto done = file.write(content); !done)
        return done;
    return file.commit();
}

Result<std::monostate> canWriteWholeFile(const std::string& path) {
    return FileBeside(path).open();
}

} // namespace simul
