#include "adapters/repositories/image_places.hpp"

#include <algorithm>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr std::int64_t kPlacesOfMillisecond = 8;
constexpr std::chrono::sys_days kFirstDay = std::chrono::year{2020} / std::chrono::January / 1;

constexpr sql::Statement kNumber{"SELECT number FROM image_wallets WHERE wallet_address = $1"};
constexpr sql::Statement kAddNumber{
    "INSERT INTO image_wallets (wallet_address, number) SELECT $1, coalesce(max(number), 0) + 1 "
    "FROM image_wallets WHERE true ON CONFLICT DO NOTHING RETURNING number"};
constexpr sql::Statement kTake{
    "UPDATE generated_images SET place = $2 WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM "
    "generated_images o WHERE o.place = $2)"};
/// Many images of one moment stand in a row: looks behind them all.
constexpr sql::Statement kBehind{
    "SELECT max(place) + 1 FROM generated_images WHERE place >= $1 AND place < $1 + 1048576"};

asio::awaitable<std::int64_t> number_of(sql::Session& session, const WalletAddress& wallet) {
    const Rows known = co_await session.query(kNumber, wallet.text());
    if (known->next()) {
        co_return known->integer(0);
    }
    const Rows added = co_await session.query(kAddNumber, wallet.text());
    if (!added->next()) {
        throw sql::Failure(ErrorCode::unavailable, "another wallet took the number");
    }
    co_return added->integer(0);
}

}  // namespace

std::int64_t place_of(Timestamp created_at) {
    const std::chrono::milliseconds since = created_at - Timestamp{kFirstDay};
    return std::clamp<std::int64_t>(since.count() * kPlacesOfMillisecond, 0, kPlacesOfWallet - 1);
}

asio::awaitable<std::int64_t> give_place(sql::Session& session, const GeneratedImage& image) {
    const std::int64_t number = co_await number_of(session, image.wallet);
    std::int64_t place = number * kPlacesOfWallet + place_of(image.created_at);
    while (true) {
        const std::int64_t taken = co_await session.run(kTake, image.id.text(), place);
        if (taken > 0) {
            co_return place;
        }
        const Rows behind = co_await session.query(kBehind, place);
        behind->next();
        place = behind->integer(0);
    }
}

}  // namespace likeness::repositories
