#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace likeness::test {

/// Where files vanish with the machine and syncing them costs nothing, if there is such a place.
inline std::filesystem::path memory_folder() {
    std::error_code ignored;
    const std::filesystem::path shared = "/dev/shm";
    return std::filesystem::is_directory(shared, ignored) ? shared
                                                          : std::filesystem::temp_directory_path();
}

/// An empty folder that goes with this object and all that is in it.
class TemporaryFolder {
public:
    explicit TemporaryFolder(
        const std::filesystem::path& parent = std::filesystem::temp_directory_path()
    ) {
        std::string name = (parent / "likeness-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder can be made");
        }
        path_ = name;
    }

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    std::string path_of(std::string_view name) const { return (path_ / name).string(); }

    /// The path of a new file with this content.
    std::string write(std::string_view name, std::string_view content) const {
        std::ofstream(path_of(name), std::ios::binary) << content;
        return path_of(name);
    }

private:
    std::filesystem::path path_;
};

}  // namespace likeness::test
