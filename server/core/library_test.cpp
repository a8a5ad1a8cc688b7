#include "core/library.hpp"

#include "core/galleries.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/kept_images.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using test::code_of;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LibraryTest : public ::testing::Test {
protected:
    GeneratedImage made() {
        const Lora lora = run_.value(database_.loras().add(samples_.lora(sample_wallet(2))));
        return test::keep_images(
            run_, database_, clock_.now(), samples_.batch(lora, sample_wallet(1)), {clock_.now()}
        )[0];
    }

    const Caller owner_{sample_wallet(1), false};
    const Caller other_{sample_wallet(2), false};

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    People people_{database_.people(), clock_};
    Galleries galleries_{database_.images(), database_.ledger(), database_.loras(), people_};
    Library library_{database_.library(), database_.searches(), clock_, random_};
};

TEST_F(LibraryTest, KeepsTagsInOneForm) {
    const ImageId id = made().id;

    run_.value(library_.change_tags(owner_, {id}, {" Best  Of", "best of", "A"}, {}));

    EXPECT_THAT(
        run_.value(galleries_.find(owner_, id)).image.marks.tags, ElementsAre("a", "best of")
    );
}

TEST_F(LibraryTest, RefusesTagsThatMakeNoSense) {
    const ImageId id = made().id;
    const auto change = [&](std::vector<std::string> add, std::vector<std::string> remove) {
        return code_of(run_(library_.change_tags(owner_, {id}, std::move(add), std::move(remove))));
    };

    EXPECT_EQ(change({}, {}), ErrorCode::invalid_argument);
    EXPECT_EQ(change({" "}, {}), ErrorCode::invalid_argument);
    EXPECT_EQ(change({std::string(41, 'x')}, {}), ErrorCode::invalid_argument);
    EXPECT_EQ(change({"same"}, {"SAME"}), ErrorCode::invalid_argument);
}

TEST_F(LibraryTest, ShowsNobodyElseWhatItsOwnerThinksOfAnImage) {
    const GeneratedImage image = made();
    run_.value(library_.set_favorite(owner_, {image.id}, true));
    run_.value(library_.set_rating(owner_, {image.id}, 5));
    run_.value(library_.change_tags(owner_, {image.id}, {"mine"}, {}));

    EXPECT_EQ(run_.value(galleries_.find(other_, image.id)).image.marks, ImageMarks{});
    const LoraGallery gallery = run_.value(galleries_.of_lora(other_, image.lora, {}, 10));
    EXPECT_EQ(gallery.page.items.at(0).marks, ImageMarks{});
    const LoraGallery own = run_.value(galleries_.of_lora(owner_, image.lora, {}, 10));
    EXPECT_EQ(own.page.items.at(0).marks.rating, 5);
}

TEST_F(LibraryTest, SavesOnlySearchesThatCanBeRun) {
    const Result<SavedSearch> refused = run_(library_.save_search(owner_, "Stars", "rating:9"));

    ASSERT_EQ(code_of(refused), ErrorCode::invalid_argument);
    EXPECT_EQ(refused.error().fields.at(0).path, "query");
    EXPECT_EQ(
        code_of(run_(library_.save_search(owner_, " ", "moon"))), ErrorCode::invalid_argument
    );
    const SavedSearch saved = run_.value(library_.save_search(owner_, " Moons ", "moon fav:yes"));
    EXPECT_EQ(saved.name, "Moons");
    EXPECT_EQ(run_.value(library_.searches(owner_)).at(0).query, "moon fav:yes");
    EXPECT_EQ(code_of(run_(library_.remove_search(other_, saved.id))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(library_.remove_search(owner_, "7"))), ErrorCode::not_found);
    run_.value(library_.remove_search(owner_, saved.id));
    EXPECT_THAT(run_.value(library_.searches(owner_)), IsEmpty());
}

}  // namespace
}  // namespace likeness
