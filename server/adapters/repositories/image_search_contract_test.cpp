#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ImageSearchContract : public RepositoryContract {
protected:
    /// An image of wallet 1 a minute after the one before; its prompt names it.
    GeneratedImage made(std::string prompt, int wallet = 1) {
        clock_.advance(25h);  // their quota has to return
        NewBatch batch = samples_.batch(lora_, sample_wallet(wallet));
        batch.batch.prompt = std::move(prompt);
        return kept(std::move(batch), {clock_.now()})[0];
    }

    static ImageQuery query(std::string_view text) {
        ImageQuery query;
        query.wallet = sample_wallet(1);
        query.search = parse_image_search(text).value();
        return query;
    }

    std::vector<std::string> prompts(ImageQuery query) {
        std::vector<std::string> found;
        do {
            const Page<GeneratedImage> page = run_.value(images().list(query));
            for (const GeneratedImage& image : page.items) {
                found.push_back(image.prompt);
            }
            query.after = page.next;
        } while (query.after);
        return found;
    }

    std::vector<std::string> prompts(std::string_view text) { return prompts(query(text)); }

    Lora lora_ = added_lora(sample_wallet(1));
};

TEST_P(ImageSearchContract, FindsWordsWhereverTheyStand) {
    made("a full moon over pumpkins");
    made("Pumpkin soup, full of cream");
    made("three foxes");

    EXPECT_THAT(
        prompts("pumpkin"), ElementsAre("Pumpkin soup, full of cream", "a full moon over pumpkins")
    );
    EXPECT_THAT(prompts("PUMPKINS full"), ElementsAre("a full moon over pumpkins"));
    EXPECT_THAT(prompts("pumpkin moon"), IsEmpty()) << "only the last word may go on";
    EXPECT_THAT(prompts("\"pumpkin\""), ElementsAre("Pumpkin soup, full of cream"));
    EXPECT_THAT(prompts("\"full moon\""), ElementsAre("a full moon over pumpkins"));
    EXPECT_THAT(prompts("\"moon full\""), IsEmpty());
}

TEST_P(ImageSearchContract, LeavesOutWhatIsNotWanted) {
    made("a full moon over pumpkins");
    made("pumpkin soup");
    made("three foxes");

    EXPECT_THAT(prompts("pumpkin -moon"), ElementsAre("pumpkin soup"));
    EXPECT_THAT(prompts("-pumpkin -pumpkins"), ElementsAre("three foxes"));
}

TEST_P(ImageSearchContract, TakesSignsAndForeignLettersAsTheyCome) {
    made("full-body, (cinematic:1.3) /path/to.file user@example.org");
    made("ein Fuchs f\xC3\xBCr M\xC3\xBCller \xE6\x9C\x88");
    made("it's 50% o'clock");

    EXPECT_THAT(prompts("\"full body\" cinematic").size(), 1U);
    EXPECT_THAT(prompts("path file example").size(), 1U);
    EXPECT_THAT(prompts("f\xC3\xBCr \xE6\x9C\x88").size(), 1U);
    EXPECT_THAT(prompts("\"o'clock\" 50").size(), 1U);
    EXPECT_THAT(prompts("\"') OR 1=1 --\""), IsEmpty());
}

TEST_P(ImageSearchContract, FindsOnlyTheWalletsOwn) {
    made("a fox of one wallet", 1);
    made("a fox of another wallet", 2);

    EXPECT_THAT(prompts("fox"), ElementsAre("a fox of one wallet"));
}

TEST_P(ImageSearchContract, WalksThroughPagesFromNewToOld) {
    std::vector<std::string> expected;
    for (int i = 0; i < 7; ++i) {
        expected.push_back(made("fox number " + std::to_string(i)).prompt);
        made("hare number " + std::to_string(i));
    }
    std::reverse(expected.begin(), expected.end());
    ImageQuery pages = query("fox");
    pages.limit = 2;

    EXPECT_EQ(prompts(pages), expected);
}

TEST_P(ImageSearchContract, WalksThroughImagesOfOneMoment) {
    NewBatch batch = samples_.batch(lora_, sample_wallet(1), 8);
    batch.batch.prompt = "fox";
    kept(std::move(batch), std::vector<Timestamp>(8, kNoon));
    ImageQuery pages = query("fox");
    pages.limit = 3;

    EXPECT_EQ(prompts(pages).size(), 8U);
}

TEST_P(ImageSearchContract, NarrowsByTime) {
    const GeneratedImage first = made("fox one");
    const GeneratedImage second = made("fox two");

    const std::string from = to_iso(second.created_at);
    EXPECT_THAT(prompts("fox after:" + from), ElementsAre("fox two"));
    EXPECT_THAT(prompts("fox before:" + from), ElementsAre("fox one"));
    EXPECT_THAT(prompts("after:" + from), ElementsAre("fox two"));
    EXPECT_THAT(prompts("-after:" + from), ElementsAre("fox one"));
    EXPECT_LT(first.created_at, second.created_at);
}

TEST_P(ImageSearchContract, NarrowsByFavoriteStarsAndTags) {
    const GeneratedImage fox = made("fox");
    const GeneratedImage hare = made("hare");
    run_.value(library().set_favorite(sample_wallet(1), {fox.id}, true));
    run_.value(library().set_rating(sample_wallet(1), {hare.id}, 4));
    run_.value(library().change_tags(sample_wallet(1), {fox.id, hare.id}, {"animal"}, {}, 30));
    run_.value(library().change_tags(sample_wallet(1), {hare.id}, {"50%_off"}, {}, 30));

    EXPECT_THAT(prompts("fav:yes"), ElementsAre("fox"));
    EXPECT_THAT(prompts("fav:no"), ElementsAre("hare"));
    EXPECT_THAT(prompts("rating:3"), ElementsAre("hare"));
    EXPECT_THAT(prompts("rating:=3"), IsEmpty());
    EXPECT_THAT(prompts("rating:=0"), ElementsAre("fox"));
    EXPECT_THAT(prompts("-rating:1"), ElementsAre("fox"));
    EXPECT_THAT(prompts("tag:animal"), ElementsAre("hare", "fox"));
    EXPECT_THAT(prompts("tag:animal -tag:50%_off"), ElementsAre("fox"));
    EXPECT_THAT(prompts("hare tag:animal rating:1 fav:no"), ElementsAre("hare"));
}

TEST_P(ImageSearchContract, NarrowsByLoraPersonEngineSeedAndBatch) {
    const GeneratedImage fox = made("fox");
    Lora other = samples_.lora(sample_wallet(1));
    other.name = "Film_Noir 100%";
    lora_ = run_.value(loras().add(other));
    made("hare");

    EXPECT_THAT(prompts("lora:boats"), ElementsAre("fox"));
    EXPECT_THAT(prompts("lora:\"m_noir 100%\""), ElementsAre("hare"));
    EXPECT_THAT(prompts("lora:" + std::to_string(lora_.number)), ElementsAre("hare"));
    EXPECT_THAT(prompts("-lora:boats"), ElementsAre("hare"));
    EXPECT_THAT(prompts("lora:o -lora:boats hare"), ElementsAre("hare"));
    EXPECT_THAT(prompts("lora:nothing"), IsEmpty());
    EXPECT_THAT(prompts("person:ada"), IsEmpty());
    EXPECT_THAT(prompts("-person:ada"), ElementsAre("hare", "fox"));
    EXPECT_THAT(prompts("batch:" + fox.batch.text()), ElementsAre("fox"));
    EXPECT_THAT(prompts("seed:" + fox.seed.text() + " fox"), ElementsAre("fox"));
    EXPECT_THAT(prompts("engine:nobody"), IsEmpty());
}

TEST_P(ImageSearchContract, ManyTermsAtOnceFit) {
    made("fox");
    std::string text;
    for (int i = 0; i < 24; ++i) {
        text += "-lora:" + std::to_string(900 + i) + " ";
    }

    EXPECT_THAT(prompts(text), ElementsAre("fox"));
}

TEST_P(ImageSearchContract, ListsTheTrashAloneWhenAskedTo) {
    const GeneratedImage fox = made("fox");
    made("hare");
    run_.value(trash().put(sample_wallet(1), {fox.id}, clock_.now()));

    EXPECT_THAT(prompts(""), ElementsAre("hare"));
    EXPECT_THAT(prompts("fox"), IsEmpty());
    EXPECT_THAT(prompts("is:trashed"), ElementsAre("fox"));
    EXPECT_THAT(prompts("fox is:trashed"), ElementsAre("fox"));
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    ImageSearchContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
