#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

std::vector<std::string> ids_of(const std::vector<GeneratedImage>& images) {
    std::vector<std::string> ids;
    for (const GeneratedImage& image : images) {
        ids.push_back(image.id.text());
    }
    return ids;
}

class ImageRepositoryContract : public RepositoryContract {
protected:
    Page<GeneratedImage> page(ImageQuery query) { return *run_(images().list(std::move(query))); }

    /// All pages one after the other.
    std::vector<std::string> walk(ImageQuery query) {
        std::vector<std::string> ids;
        do {
            const Page<GeneratedImage> next = page(query);
            for (const std::string& id : ids_of(next.items)) {
                ids.push_back(id);
            }
            query.after = next.next;
        } while (query.after);
        return ids;
    }

    /// `count` images of wallet 1, created one second after the other; newest first.
    std::vector<GeneratedImage> kept_in_a_row(const Lora& lora, int count) {
        std::vector<Timestamp> times;
        for (int i = 0; i < count; ++i) {
            times.push_back(kNoon + i * 1s);
        }
        std::vector<GeneratedImage> images =
            kept(samples_.batch(lora, sample_wallet(1), count), times);
        std::reverse(images.begin(), images.end());
        return images;
    }

    GeneratedImage kept_one(const Lora& lora, int wallet, std::optional<PersonId> person = {}) {
        NewBatch batch = samples_.batch(lora, sample_wallet(wallet));
        batch.batch.person = person;
        return kept(std::move(batch), {clock_.now()})[0];
    }
};

TEST_P(ImageRepositoryContract, KeepsEveryPartAsItIs) {
    const Lora lora = added_lora(sample_wallet(1));
    NewBatch batch = samples_.batch(lora, sample_wallet(2));
    batch.batch.prompt = R"(a "fox"'; DROP TABLE generated_images;-- 🦊)";
    batch.batch.person = std::numeric_limits<PersonId>::max();
    batch.batch.jobs[0].seed = {std::numeric_limits<std::uint64_t>::max()};
    accepted(std::move(batch));
    GeneratedImage image = Samples::image(begun(), kNoon + 7ms);
    image.byte_count = std::numeric_limits<std::int64_t>::max();
    ASSERT_TRUE(run_(queue().complete(stored(image.batch).jobs[0].id, image)));

    const GeneratedImage found = *run_(images().find(image.id));

    EXPECT_EQ(found.id, image.id);
    EXPECT_EQ(found.lora, lora.id);
    EXPECT_EQ(found.batch, image.batch);
    EXPECT_EQ(found.wallet, sample_wallet(2));
    EXPECT_EQ(found.person, std::numeric_limits<PersonId>::max());
    EXPECT_EQ(found.index, 0);
    EXPECT_EQ(found.prompt, R"(a "fox"'; DROP TABLE generated_images;-- 🦊)");
    EXPECT_EQ(found.seed, Seed{std::numeric_limits<std::uint64_t>::max()});
    EXPECT_EQ(found.size, image.size);
    EXPECT_EQ(found.content_type, "image/jpeg");
    EXPECT_EQ(found.byte_count, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(found.sha256, image.sha256);
    EXPECT_EQ(found.crc32, 0xFFFF'FFFFU);
    EXPECT_EQ(found.thumbhash, image.thumbhash);
    EXPECT_EQ(found.path, image.path);
    EXPECT_EQ(found.created_at, kNoon + 7ms);
}

TEST_P(ImageRepositoryContract, FindsNothingUnderAnUnknownId) {
    EXPECT_EQ(code_of(run_(images().find(random_.id<ImageId>(kNoon)))), ErrorCode::not_found);
}

TEST_P(ImageRepositoryContract, ListsNewestFirst) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<GeneratedImage> newest_first = kept_in_a_row(lora, 5);

    EXPECT_THAT(ids_of(page({.lora = lora.id}).items), ElementsAreArray(ids_of(newest_first)));
}

TEST_P(ImageRepositoryContract, WalksThroughManyPagesWithoutARowTwiceOrMissing) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<GeneratedImage> newest_first = kept_in_a_row(lora, 41);

    for (const int limit : {1, 2, 7, 40, 41, 42}) {
        EXPECT_THAT(walk({.lora = lora.id, .limit = limit}), ElementsAreArray(ids_of(newest_first)))
            << limit;
    }
}

TEST_P(ImageRepositoryContract, WalksThroughImagesOfOneMomentByTheirIds) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<GeneratedImage> images =
        kept(samples_.batch(lora, sample_wallet(1), 30), std::vector<Timestamp>(30, kNoon));

    const std::vector<std::string> seen = walk({.wallet = sample_wallet(1), .limit = 7});

    EXPECT_THAT(seen, UnorderedElementsAreArray(ids_of(images)));
    EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
}

TEST_P(ImageRepositoryContract, TellsTheEndOfTheListOnAFullLastPage) {
    const Lora lora = added_lora(sample_wallet(1));
    kept_in_a_row(lora, 4);

    EXPECT_TRUE(page({.lora = lora.id, .limit = 3}).next);
    EXPECT_FALSE(page({.lora = lora.id, .limit = 4}).next);
}

TEST_P(ImageRepositoryContract, ShowsNoImageTwiceWhenNewOnesComeInBetween) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<GeneratedImage> newest_first = kept_in_a_row(lora, 4);
    const Page<GeneratedImage> first = page({.lora = lora.id, .limit = 2});

    clock_.advance(1h);
    kept_one(lora, 1);
    const Page<GeneratedImage> second = page({.lora = lora.id, .after = first.next, .limit = 2});

    EXPECT_EQ(ids_of(second.items)[0], newest_first[2].id.text());
    EXPECT_EQ(ids_of(second.items)[1], newest_first[3].id.text());
}

TEST_P(ImageRepositoryContract, GoesOnBehindAPlaceWhereNoRowIs) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<GeneratedImage> newest_first = kept_in_a_row(lora, 3);
    const Cursor between{newest_first[1].created_at + 1ms, "00000000000000000000000000000000"};

    EXPECT_THAT(
        ids_of(page({.lora = lora.id, .after = between}).items),
        ElementsAreArray(ids_of({newest_first[1], newest_first[2]}))
    );
}

TEST_P(ImageRepositoryContract, SkipsRows) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<GeneratedImage> newest_first = kept_in_a_row(lora, 5);

    const Page<GeneratedImage> third = page({.lora = lora.id, .skip = 2, .limit = 2});
    const Page<GeneratedImage> beyond = page({.lora = lora.id, .skip = 5});

    EXPECT_THAT(ids_of(third.items), ElementsAreArray(ids_of({newest_first[2], newest_first[3]})));
    EXPECT_TRUE(third.next);
    EXPECT_THAT(beyond.items, IsEmpty());
    EXPECT_FALSE(beyond.next);
}

TEST_P(ImageRepositoryContract, FindsImagesByEveryMixOfLoraWalletPersonAndBatch) {
    const std::array loras{added_lora(sample_wallet(1)), added_lora(sample_wallet(1))};
    std::vector<GeneratedImage> all;
    for (const Lora& lora : loras) {
        for (const int wallet : {1, 2}) {
            for (const std::optional<PersonId> person :
                 {std::optional<PersonId>{}, std::optional<PersonId>{11}, {12}}) {
                all.push_back(kept_one(lora, wallet, person));
            }
        }
    }
    const GeneratedImage& sought = all[1];

    for (unsigned mix = 1; mix < 16; ++mix) {
        ImageQuery query;
        std::vector<GeneratedImage> expected = all;
        const auto narrow = [&](auto differs) { std::erase_if(expected, differs); };
        if ((mix & 1U) != 0) {
            query.lora = sought.lora;
            narrow([&](const auto& image) { return image.lora != sought.lora; });
        }
        if ((mix & 2U) != 0) {
            query.wallet = sought.wallet;
            narrow([&](const auto& image) { return image.wallet != sought.wallet; });
        }
        if ((mix & 4U) != 0) {
            query.person = sought.person;
            narrow([&](const auto& image) { return image.person != sought.person; });
        }
        if ((mix & 8U) != 0) {
            query.batch = sought.batch;
            narrow([&](const auto& image) { return image.batch != sought.batch; });
        }
        const Result<Page<GeneratedImage>> found = run_(images().list(query));

        ASSERT_TRUE(found) << "mix " << mix << ": " << found.error().detail;
        EXPECT_THAT(ids_of(found->items), UnorderedElementsAreArray(ids_of(expected)))
            << "mix " << mix;
    }
}

TEST_P(ImageRepositoryContract, WalksThroughANarrowedListToo) {
    const Lora lora = added_lora(sample_wallet(1));
    std::vector<GeneratedImage> expected;
    for (int i = 0; i < 6; ++i) {
        clock_.advance(1s);
        expected.push_back(kept_one(lora, 1, 11));
        kept_one(lora, 1, 12);
        kept_one(lora, 2, 11);
        // Their quota has to return.
        clock_.advance(24h);
    }
    std::reverse(expected.begin(), expected.end());

    EXPECT_THAT(
        walk({.lora = lora.id, .wallet = sample_wallet(1), .person = 11, .limit = 2}),
        ElementsAreArray(ids_of(expected))
    );
}

TEST_P(ImageRepositoryContract, FindsSomeOfManyAtOnce) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<GeneratedImage> images = kept_in_a_row(lora, 70);
    std::vector<ImageId> asked{random_.id<ImageId>(kNoon)};
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (i != 3) {
            asked.push_back(images[i].id);
            expected.push_back(images[i].id.text());
        }
    }

    const auto found = *run_(this->images().find_some(asked));

    EXPECT_THAT(ids_of(found), UnorderedElementsAreArray(expected));
    EXPECT_THAT(*run_(this->images().find_some({})), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    ImageRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
