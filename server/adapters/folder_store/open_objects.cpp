#include "adapters/folder_store/open_objects.hpp"

namespace likeness::folder_store {

Result<std::shared_ptr<const net::OpenFile>>
OpenObjects::open(const std::string& path, Timestamp now) {
    const auto found = files_.find(path);
    if (found != files_.end() && now >= found->second.opened_at &&
        now < found->second.opened_at + kKeep) {
        return found->second.file;
    }
    forget(path);
    LIKENESS_TRY(std::shared_ptr<const net::OpenFile> file, net::OpenFile::open(path));
    if (files_.size() >= kMost) {
        files_.clear();  // beginning anew is as good as anything cleverer
    }
    files_.emplace(path, Entry{file, now});
    return file;
}

}  // namespace likeness::folder_store
