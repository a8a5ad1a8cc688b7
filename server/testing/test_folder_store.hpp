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

namespace likeness::test {

inline const folder_store::BucketNames kTestBuckets{"loras", "generated", "uploads"};

/// What a store of the tests is told.
inline folder_store::FolderStore::Options folder_options(const std::filesystem::path& root) {
    folder_store::FolderStore::Options options;
    options.root = root;
    options.buckets = kTestBuckets;
    options.public_url = "https://likeness.example";
    options.link_key = "likeness-test-key";
    return options;
}

/// An empty store in a folder that goes with it.
class TestFolderStore {
public:
    folder_store::FolderStore& operator*() { return *store_; }

    folder_store::FolderStore* operator->() { return store_.get(); }

    /// Another store on the same folder.
    std::unique_ptr<folder_store::FolderStore> reopened() const {
        Result<std::unique_ptr<folder_store::FolderStore>> store =
            folder_store::FolderStore::open(folder_options(root()), clock);
        if (!store) {
            throw std::runtime_error(store.error().message);
        }
        return *std::move(store);
    }

    std::filesystem::path root() const { return folder_.path() / "objects"; }

    std::filesystem::path scratch() const { return root() / ".scratch"; }

    /// A file in the store's folder, as some other program would lay it there.
    void lay_down(const std::filesystem::path& name, BytesView content) const {
        std::filesystem::create_directories((root() / name).parent_path());
        std::ofstream(root() / name, std::ios::binary) << content;
    }

    FakeClock clock;

private:
    TemporaryFolder folder_{memory_folder()};
    std::unique_ptr<folder_store::FolderStore> store_ = reopened();
};

}  // namespace likeness::test
