#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace likeness::net {

/// A folder of its own for one test, removed with all its files.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "likeness-net-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder() {
        std::error_code ec;
        std::filesystem::remove_all(path_, ec);
    }

    std::string path_of(std::string_view name) const { return (path_ / name).string(); }

    /// The path of a new file with this content.
    std::string write(std::string_view name, std::string_view content) const {
        std::ofstream(path_of(name), std::ios::binary) << content;
        return path_of(name);
    }

private:
    std::filesystem::path path_;
};

}  // namespace likeness::net
