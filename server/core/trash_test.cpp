#include "core/trash.hpp"

#include "core/galleries.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/kept_images.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::sample_wallet;

class TrashTest : public ::testing::Test {
protected:
    /// With its three objects.
    GeneratedImage made() {
        clock_.advance(25h);
        const Lora lora = run_.value(database_.loras().add(samples_.lora(sample_wallet(2))));
        GeneratedImage image = test::keep_images(
            run_, database_, clock_.now(), samples_.batch(lora, owner()), {clock_.now()}
        )[0];
        put(image.path);
        put(thumbnail_key(image.path, 384));
        put(thumbnail_key(image.path, 768));
        return image;
    }

    void put(const ObjectKey& key) {
        run_.value(store_.put(Bucket::generated, key, "bytes", "image/jpeg"));
    }

    std::size_t objects() {
        std::size_t count = 0;
        std::optional<std::string> from;
        do {
            const ObjectPage page = run_.value(store_.list(Bucket::generated, "", from));
            count += page.objects.size();
            from = page.next;
        } while (from);
        return count;
    }

    static WalletAddress owner() { return sample_wallet(1); }

    const Caller owner_{sample_wallet(1), false};
    const Caller maker_of_lora_{sample_wallet(2), false};
    const Caller admin_{sample_wallet(4), true};

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    test::MemoryObjectStore store_{run_.executor()};
    People people_{database_.people(), clock_};
    Galleries galleries_{database_.images(), database_.ledger(), database_.loras(), people_};
    Trash trash_{database_.trash(), store_, clock_};
};

TEST_F(TrashTest, ShowsWhatIsInItToItsOwnerAlone) {
    const ImageId id = made().id;
    run_.value(trash_.put(owner_, {id}));

    EXPECT_TRUE(run_.value(galleries_.find(owner_, id)).image.marks.trashed_at);
    EXPECT_EQ(code_of(run_(galleries_.find(maker_of_lora_, id))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(galleries_.find(admin_, id))), ErrorCode::not_found);
}

TEST_F(TrashTest, RemovesRowAndObjects) {
    const GeneratedImage image = made();
    put(*ObjectKey::parse("2026/11/00000000000000000000000000000007/full.jpg"));
    run_.value(trash_.put(owner_, {image.id}));
    EXPECT_EQ(objects(), 4U);

    EXPECT_EQ(run_.value(trash_.remove(owner_, {image.id})), 1);

    EXPECT_EQ(objects(), 1U);
    EXPECT_EQ(run_.value(trash_.sweep()), 0);
}

TEST_F(TrashTest, SweepsWhatHasBeenThereForThirtyDays) {
    const GeneratedImage image = made();
    run_.value(trash_.put(owner_, {image.id}));
    clock_.advance(Trash::kKept);
    EXPECT_EQ(run_.value(trash_.sweep()), 0);
    clock_.advance(1s);

    EXPECT_GT(run_.value(trash_.sweep()), 0);
    EXPECT_EQ(objects(), 0U);
    EXPECT_EQ(code_of(run_(galleries_.find(owner_, image.id))), ErrorCode::not_found);
    EXPECT_EQ(run_.value(trash_.sweep()), 0);
}

TEST_F(TrashTest, LeavesObjectsOfAnEmptiedTrashToTheSweeper) {
    const GeneratedImage image = made();
    run_.value(trash_.put(owner_, {image.id}));

    EXPECT_EQ(run_.value(trash_.empty(owner_)), 1);
    EXPECT_EQ(objects(), 3U);
    EXPECT_EQ(run_.value(trash_.sweep()), 1);
    EXPECT_EQ(objects(), 0U);
}

}  // namespace
}  // namespace likeness
