#include "testing/stub_finisher.hpp"

#include "base/digest.hpp"

#include <utility>

namespace likeness::test {

Task<FinishedImage> StubFinisher::finish(Bytes bytes, ImageRecipe recipe) {
    recipes.push_back(std::move(recipe));
    if (std::optional<Error> error = faults.take()) {
        co_return *std::move(error);
    }
    FinishedImage finished;
    finished.sha256 = to_hex(sha256(bytes));
    finished.crc32 = crc32(bytes);
    finished.file = std::move(bytes);
    finished.thumbnail_384 = "384 pixels";
    finished.thumbnail_768 = "768 pixels";
    finished.size = size;
    finished.format = format;
    finished.thumbhash = "3OcRJYB4d3h/iIeHeEh3eIhw+j3A";
    co_return finished;
}

Task<Bytes> StubFinisher::without_recipe(Bytes file) {
    if (std::optional<Error> error = faults.take()) {
        co_return *std::move(error);
    }
    co_return "bare " + file;
}

}  // namespace likeness::test
