#pragma once

#include "base/time.hpp"
#include "net/open_file.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>

namespace likeness::folder_store {

/// Keeps the files that were asked for lately open for a few seconds: opening and closing is a
/// fifth of what a thumbnail costs. Objects never change under their key; what this process removes
/// or replaces is forgotten at once, what another one does shows after kKeep. On the I/O thread.
class OpenObjects {
public:
    static constexpr std::chrono::seconds kKeep{10};
    static constexpr std::size_t kMost = 256;

    /// not_found when there is no such file, as net::OpenFile::open().
    Result<std::shared_ptr<const net::OpenFile>> open(const std::string& path, Timestamp now);

    void forget(const std::string& path) { files_.erase(path); }

private:
    struct Entry {
        std::shared_ptr<const net::OpenFile> file;
        Timestamp opened_at;
    };

    std::unordered_map<std::string, Entry> files_;
};

}  // namespace likeness::folder_store
