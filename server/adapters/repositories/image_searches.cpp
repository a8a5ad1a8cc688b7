#include "adapters/repositories/image_searches.hpp"

#include "adapters/repositories/image_index.hpp"
#include "adapters/repositories/image_rows.hpp"
#include "adapters/repositories/image_statement.hpp"
#include "adapters/repositories/word_search.hpp"

#include <algorithm>
#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

/// Beyond so many it costs less to walk through all images of the wallet than to look each up.
constexpr std::size_t kFewFound = 3'000;

constexpr sql::Statement kNumber{"SELECT number FROM image_wallets WHERE wallet_address = $1"};
constexpr sql::Statement kLorasNamed{
    "SELECT id FROM lora_trainings WHERE lower(name) LIKE $1 ESCAPE '!' OR CAST(number AS TEXT) = "
    "$2 LIMIT 2"};

asio::awaitable<std::int64_t> number_of(sql::Session& session, const WalletAddress& wallet) {
    const Rows rows = co_await session.query(kNumber, wallet.text());
    co_return rows->next() ? rows->integer(0) : 0;
}

/// A name that only one LoRA has becomes that LoRA: its images are in the order of an index.
asio::awaitable<void> name_lora(sql::Session& session, ImageQuery& query) {
    std::vector<ImageTerm>& terms = query.search.terms;
    const auto named = std::find_if(terms.begin(), terms.end(), [](const ImageTerm& term) {
        return term.kind == ImageTerm::Kind::lora && !term.is_negated;
    });
    if (query.lora || named == terms.end()) {
        co_return;
    }
    const std::string pattern = like_pattern(named->text);
    const Rows rows = co_await session.query(kLorasNamed, pattern, named->text);
    if (!rows->next()) {
        co_return;
    }
    const LoraId lora = LoraId::trusted(rows->text(0));
    if (!rows->next()) {
        query.lora = lora;
        terms.erase(named);
    }
}

asio::awaitable<Rows> execute(sql::Session& session, const BuiltStatement& built) {
    const sql::Statement statement = built.statement();
    co_return co_await session.query_with(statement, built.parameters());
}

}  // namespace

Page<GeneratedImage> read_page(sql::Rows& rows, int limit) {
    Page<GeneratedImage> page;
    page.items.reserve(static_cast<std::size_t>(limit) + 1);
    while (rows.next()) {
        page.items.push_back(read_image(rows));
    }
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = Cursor{page.items.back().created_at, page.items.back().id.text()};
    }
    return page;
}

asio::awaitable<Result<Page<GeneratedImage>>>
search_images(sql::Session& session, ImageQuery query) {
    const std::int64_t number = co_await number_of(session, *query.wallet);
    co_await name_lora(session, query);
    const sql::Dialect dialect = session.dialect();
    const ImageWalk walk = walk_of(query, dialect);
    const BuiltStatement built = image_statement(query, ImageParts::all, walk, dialect, number);
    const Rows rows = co_await execute(session, built);
    co_return read_page(*rows, query.limit);
}

asio::awaitable<Result<ImageIndex>> index_images(sql::Session& session, ImageQuery query) {
    const std::int64_t number = co_await number_of(session, *query.wallet);
    co_await name_lora(session, query);
    const sql::Dialect dialect = session.dialect();
    ImageWalk walk = walk_of(query, dialect);
    std::vector<std::int64_t> places;
    if (walk == ImageWalk::words) {
        const BuiltStatement built = found_places(query, number);
        const Rows rows = co_await execute(session, built);
        while (rows->next()) {
            places.push_back(rows->integer(0));
        }
    }
    const bool has_many = places.size() > kFewFound;
    walk = has_many ? ImageWalk::wallet : walk;
    const ImageParts parts = has_many ? ImageParts::places : ImageParts::layout;
    const BuiltStatement built = image_statement(query, parts, walk, dialect, number);
    const Rows rows = co_await execute(session, built);
    IndexWriter writer;
    if (!has_many) {
        while (rows->next()) {
            writer.add(*rows);
        }
        co_return std::move(writer).finish();
    }
    std::reverse(places.begin(), places.end());
    while (rows->next()) {
        if (std::binary_search(places.begin(), places.end(), rows->integer(5))) {
            writer.add(*rows);
        }
    }
    co_return std::move(writer).finish();
}

}  // namespace likeness::repositories
