#pragma once

#include "adapters/folder_store/folder_store.hpp"
#include "testing/fake_clock.hpp"
#include "testing/temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// What the tests of the folder store share.
namespace likeness::folder_store {

inline const BucketNames kTestBuckets{"loras", "generated", "uploads"};

inline FolderStore::Options options_for(const std::filesystem::path& root) {
    FolderStore::Options options;
    options.root = root;
    options.buckets = kTestBuckets;
    options.public_url = "https://likeness.example";
    options.link_key = "likeness-test-key";
    return options;
}

/// An empty store in a folder that goes with it.
class TestFolderStore {
public:
    explicit TestFolderStore(const std::filesystem::path& parent = test::memory_folder())
        : folder_(parent),
          store_(reopened()) {}

    FolderStore& operator*() { return *store_; }

    FolderStore* operator->() { return store_.get(); }

    /// Another store on the same folder.
    std::unique_ptr<FolderStore> reopened() const {
        Result<std::unique_ptr<FolderStore>> store = FolderStore::open(options_for(root()), clock);
        if (!store) {
            throw std::runtime_error(store.error().message);
        }
        return *std::move(store);
    }

    std::filesystem::path root() const { return folder_.path() / "objects"; }

    std::filesystem::path scratch() const { return root() / ".scratch"; }

    test::FakeClock clock;

private:
    test::TemporaryFolder folder_;
    std::unique_ptr<FolderStore> store_;
};

inline void write_file(const std::filesystem::path& file, BytesView data) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary);
    stream << data;
}

inline bool is_empty_folder(const std::filesystem::path& folder) {
    return std::filesystem::is_empty(folder);
}

}  // namespace likeness::folder_store
