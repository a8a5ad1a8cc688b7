#include "adapters/repositories/own_images.hpp"

namespace likeness::repositories {

namespace {

constexpr sql::Statement kCountOwn{
    "SELECT count(*) FROM generated_images WHERE wallet_address = $41 AND id IN " LIKENESS_ID_LIST};

}  // namespace

std::vector<ImageId> distinct(std::vector<ImageId> ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

asio::awaitable<bool>
owns_all(sql::Session& session, const WalletAddress& wallet, const std::vector<ImageId>& ids) {
    std::int64_t own = 0;
    for (const IdList& list : id_lists(ids)) {
        const std::unique_ptr<sql::Rows> rows =
            co_await query_for(session, kCountOwn, list, wallet.text());
        own += rows->next() ? rows->integer(0) : 0;
    }
    co_return own == static_cast<std::int64_t>(ids.size());
}

}  // namespace likeness::repositories
