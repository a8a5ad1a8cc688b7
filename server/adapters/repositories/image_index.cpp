#include "adapters/repositories/image_index.hpp"

#include "base/bytes.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

constexpr std::size_t kMonthLength = 7;  // "2026-03"

int value_of(char digit) {
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

/// Ids are 32 lower-case hex digits: our own.
void append_id(Bytes& out, std::string_view hex) {
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        out += static_cast<char>(value_of(hex[i]) * 16 + value_of(hex[i + 1]));
    }
}

}  // namespace

void IndexWriter::add(const sql::Rows& rows) {
    ++index_.total;
    append_id(ids_, rows.text(0));
    const auto width = static_cast<int>(rows.integer(1));
    const auto height = static_cast<int>(rows.integer(2));
    if (index_.shapes.empty() || index_.shapes.back().width != width ||
        index_.shapes.back().height != height) {
        index_.shapes.push_back({width, height, 0});
    }
    ++index_.shapes.back().count;
    const std::string_view batch = rows.text(3);
    if (index_.batches.empty() || batch != batch_) {
        batch_ = batch;
        index_.batches.push_back(0);
    }
    ++index_.batches.back();
    const std::string_view month = rows.text(4).substr(0, kMonthLength);
    if (index_.months.empty() || index_.months.back().name != month) {
        index_.months.push_back({std::string(month), 0});
    }
    ++index_.months.back().count;
}

ImageIndex IndexWriter::finish() && {
    index_.ids = to_base64(ids_);
    return std::move(index_);
}

}  // namespace likeness::repositories
