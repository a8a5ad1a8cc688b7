#include "adapters/folder_store/folder_store.hpp"

#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/test_folder_store.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

namespace likeness::folder_store {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using test::folder_options;
using ::testing::HasSubstr;

ObjectKey key_of(std::string_view text) {
    return ObjectKey::parse(text).value();
}

/// While it lives, no file of this process grows beyond the size: writes fail in their middle, as
/// on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t size) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{size, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }

    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int);
};

/// While it lives, nothing can be made in the folder, not even by root, who becomes nobody for the
/// time.
class ReadOnlyFolder {
public:
    explicit ReadOnlyFolder(fs::path folder) : folder_(std::move(folder)) {
        fs::permissions(folder_.parent_path(), kReadable, fs::perm_options::add);
        fs::permissions(folder_, kReadable);
        if (user_ == 0) {
            is_nobody_ = seteuid(kNobody) == 0;
        }
    }

    ~ReadOnlyFolder() {
        if (is_nobody_ && seteuid(user_) != 0) {
            std::abort();
        }
        fs::permissions(folder_, fs::perms::owner_all);
    }

    ReadOnlyFolder(const ReadOnlyFolder&) = delete;
    ReadOnlyFolder& operator=(const ReadOnlyFolder&) = delete;

private:
    static constexpr uid_t kNobody = 65'534;
    static constexpr fs::perms kReadable{0555};

    fs::path folder_;
    uid_t user_ = geteuid();
    bool is_nobody_ = false;
};

class FolderStoreTest : public ::testing::Test {
protected:
    Result<void> put(std::string_view key, Bytes data) {
        return run_(store_->put(Bucket::generated, key_of(key), std::move(data), "image/jpeg"));
    }

    Bytes get(std::string_view key) {
        return run_.value(store_->get(Bucket::generated, key_of(key), 1'000'000));
    }

    fs::path bucket() const { return store_.root() / "generated"; }

    test::TaskRunner run_;
    test::TestFolderStore store_;
};

TEST_F(FolderStoreTest, LaysObjectsDownAsFilesUnderBucketAndKey) {
    ASSERT_TRUE(put("2026/11/a.jpg", "picture"));

    EXPECT_EQ(fs::file_size(store_.root() / "generated/2026/11/a.jpg"), 7U);
}

TEST_F(FolderStoreTest, KeepsObjectsForTheNextProcess) {
    ASSERT_TRUE(put("2026/a", "kept"));

    const std::unique_ptr<FolderStore> next = store_.reopened();

    EXPECT_EQ(run_.value(next->get(Bucket::generated, key_of("2026/a"), 100)), "kept");
}

TEST_F(FolderStoreTest, LeavesNothingHalfWrittenBehindAWriteThatFails) {
    Result<void> outcome;
    {
        const FileSizeLimit limit(10'000);
        outcome = put("2026/a", Bytes(50'000, 'x'));
    }

    EXPECT_FALSE(outcome);
    EXPECT_FALSE(fs::exists(bucket() / "2026/a"));
    EXPECT_TRUE(fs::is_empty(store_.scratch()));
}

TEST_F(FolderStoreTest, KeepsTheOldObjectWhenItsReplacementCannotBeWritten) {
    ASSERT_TRUE(put("a", "old"));
    {
        const FileSizeLimit limit(10'000);
        ASSERT_FALSE(put("a", Bytes(50'000, 'x')));
    }

    EXPECT_EQ(get("a"), "old");
}

TEST_F(FolderStoreTest, LeavesNothingInScratchWhenAnObjectIsInTheWay) {
    ASSERT_TRUE(put("a", "old"));

    EXPECT_FALSE(put("a/b", "new"));

    EXPECT_EQ(get("a"), "old");
    EXPECT_TRUE(fs::is_empty(store_.scratch()));
}

TEST_F(FolderStoreTest, RemovesWhatADeadProcessWasWriting) {
    store_.lay_down(".scratch/12345-1.part", "half an ob");
    ASSERT_TRUE(put("a", "kept"));

    store_->remove_leftovers();

    EXPECT_TRUE(fs::is_empty(store_.scratch()));
    EXPECT_EQ(get("a"), "kept");
}

TEST_F(FolderStoreTest, HidesObjectsFromOtherUsersOfTheMachine) {
    ASSERT_TRUE(put("2026/a", "private"));

    const auto others = fs::perms::others_all;

    EXPECT_EQ(fs::status(bucket() / "2026/a").permissions() & others, fs::perms::none);
    EXPECT_EQ(fs::status(bucket() / "2026").permissions() & others, fs::perms::none);
}

TEST_F(FolderStoreTest, SaysThatItCannotStoreWhereItMayNotWrite) {
    Result<void> outcome;
    {
        const ReadOnlyFolder read_only(store_.scratch());
        outcome = put("a", "x");
    }

    ASSERT_EQ(code_of(outcome), ErrorCode::unavailable);
    EXPECT_EQ(outcome.error().message, "The server cannot store files at the moment.");
    EXPECT_THAT(outcome.error().detail, HasSubstr("Permission denied"));
}

TEST_F(FolderStoreTest, ReportsAnObjectThatItMayNotRemove) {
    ASSERT_TRUE(put("2026/a", "x"));
    Result<void> outcome;
    {
        const ReadOnlyFolder read_only(bucket() / "2026");
        outcome = run_(store_->remove(Bucket::generated, key_of("2026/a")));
    }

    EXPECT_EQ(code_of(outcome), ErrorCode::unavailable);
    EXPECT_EQ(get("2026/a"), "x");
}

TEST_F(FolderStoreTest, MovesAFileThatIsGoneFromItsPlaceAfterwards) {
    const test::TemporaryFolder elsewhere;
    const fs::path file = elsewhere.write("weights", "weights");

    ASSERT_TRUE(run_(store_->put_file(Bucket::loras, key_of("id/w"), file, "")));

    EXPECT_FALSE(fs::exists(file));
    EXPECT_TRUE(fs::is_empty(store_.scratch()));
}

TEST_F(FolderStoreTest, KeepsTheFileInItsPlaceWhenItCannotBeMoved) {
    const test::TemporaryFolder elsewhere;
    const fs::path file = elsewhere.write("weights", "weights");
    store_.lay_down("loras/id", "a file where a folder is needed");

    EXPECT_FALSE(run_(store_->put_file(Bucket::loras, key_of("id/w"), file, "")));

    EXPECT_TRUE(fs::exists(file));
    EXPECT_TRUE(fs::is_empty(store_.scratch()));
}

TEST_F(FolderStoreTest, RemovesFoldersThatAreEmptyAndKeepsTheBucket) {
    ASSERT_TRUE(put("2026/11/a", "x"));
    ASSERT_TRUE(put("2026/12/b", "x"));

    ASSERT_TRUE(run_(store_->remove(Bucket::generated, key_of("2026/11/a"))));
    EXPECT_FALSE(fs::exists(bucket() / "2026/11"));
    EXPECT_TRUE(fs::exists(bucket() / "2026/12/b"));

    ASSERT_TRUE(run_(store_->remove(Bucket::generated, key_of("2026/12/b"))));
    EXPECT_TRUE(fs::is_empty(bucket()));
}

TEST_F(FolderStoreTest, TellsWhenAnObjectWasWritten) {
    ASSERT_TRUE(put("a", "x"));
    fs::last_write_time(bucket() / "a", std::chrono::file_clock::from_sys(test::kNoon));

    const StoredObject object = run_.value(store_->stat(Bucket::generated, key_of("a")));

    EXPECT_EQ(object.modified_at, test::kNoon);
}

TEST_F(FolderStoreTest, ReadsThroughNoSymbolicLink) {
    store_.lay_down("secret", "secret");
    fs::create_symlink(store_.root() / "secret", bucket() / "a");

    EXPECT_FALSE(run_(store_->get(Bucket::generated, key_of("a"), 100)));
}

TEST(FolderStoreOpenTest, MakesItsFolders) {
    const test::TemporaryFolder folder;
    const test::FakeClock clock;

    ASSERT_TRUE(FolderStore::open(folder_options(folder.path() / "a/b"), clock));

    for (const std::string& bucket : test::kTestBuckets) {
        EXPECT_TRUE(fs::is_directory(folder.path() / "a/b" / bucket)) << bucket;
    }
}

TEST(FolderStoreOpenTest, NamesTheFolderThatItCannotMake) {
    const test::TemporaryFolder folder;
    const test::FakeClock clock;
    const fs::path root = folder.path() / "locked/objects";
    fs::create_directory(folder.path() / "locked");
    const ReadOnlyFolder read_only(folder.path() / "locked");

    const auto store = FolderStore::open(folder_options(root), clock);

    ASSERT_EQ(code_of(store), ErrorCode::unavailable);
    EXPECT_THAT(store.error().message, HasSubstr(root.string()));
    EXPECT_THAT(store.error().message, HasSubstr("Permission denied"));
}

TEST(FolderStoreOpenTest, RefusesARootWithoutAPlaceForScratch) {
    const test::TemporaryFolder folder;
    const test::FakeClock clock;
    folder.write(".scratch", "a file where a folder is needed");

    EXPECT_EQ(
        code_of(FolderStore::open(folder_options(folder.path()), clock)), ErrorCode::unavailable
    );
}

}  // namespace
}  // namespace likeness::folder_store
