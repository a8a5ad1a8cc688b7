#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DraftRepositoryContract : public RepositoryContract {
protected:
    SavedDraft
    save(const Lora& lora, std::string content, Timestamp at, int wallet = 1, int most = 200) {
        SavedDraft draft{sample_wallet(wallet), lora.id, std::move(content), at};
        return run_.value(drafts().save(std::move(draft), most));
    }

    std::vector<std::string> contents(int wallet = 1, std::optional<LoraId> lora = {}) {
        std::vector<std::string> texts;
        for (const SavedDraft& draft :
             run_.value(drafts().of_wallet(sample_wallet(wallet), std::move(lora)))) {
            texts.push_back(draft.content);
        }
        return texts;
    }

    Lora lora_ = added_lora(sample_wallet(9));
    Lora other_ = added_lora(sample_wallet(9));
};

TEST_P(DraftRepositoryContract, KeepsTheNewestVersionWhateverComesLast) {
    save(lora_, "second", kNoon);

    EXPECT_EQ(save(lora_, "first", kNoon - 1ms).content, "second");
    EXPECT_EQ(save(lora_, "third", kNoon + 1ms).content, "third");
    EXPECT_THAT(contents(), ElementsAre("third"));
}

TEST_P(DraftRepositoryContract, GivesTheDraftsOfAWalletNewestFirst) {
    save(lora_, "earlier", kNoon);
    save(other_, "later", kNoon + 1s);
    save(lora_, "a stranger's", kNoon + 2s, 2);

    EXPECT_THAT(contents(), ElementsAre("later", "earlier"));
    EXPECT_THAT(contents(1, lora_.id), ElementsAre("earlier"));
    EXPECT_THAT(contents(2, other_.id), IsEmpty());
}

TEST_P(DraftRepositoryContract, ForgetsTheOldestBeyondTheLimit) {
    save(lora_, "oldest", kNoon, 1, 2);
    save(lora_, "a stranger's", kNoon, 2, 2);
    save(other_, "old", kNoon + 1s, 1, 2);
    save(added_lora(sample_wallet(9)), "new", kNoon + 2s, 1, 2);

    EXPECT_THAT(contents(), ElementsAre("new", "old"));
    EXPECT_THAT(contents(2), SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    DraftRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
