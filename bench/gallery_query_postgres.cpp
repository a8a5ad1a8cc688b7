// What PostgreSQL alone gives of the gallery page: the statement of the server, prepared, through
// libpq on one connection, nothing else. Prints pages a second.

#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

constexpr int kLoras = 2'000;
constexpr int kPages = 20'000;
constexpr int kColumns = 17;
constexpr int kParameters = 5;

constexpr const char* kStatement =
    "SELECT id, lora_training_id, batch_id, wallet_address, person_id, image_index, prompt, seed, "
    "image_width, image_height, "
    "content_type, byte_count, sha256, crc32, thumbhash, path, created_at FROM generated_images "
    "WHERE lora_training_id = $5 AND (created_at, id) < ($1, $2) "
    "ORDER BY created_at DESC, id DESC LIMIT $3 OFFSET $4";

/// Reads a page and every byte of it, as the server does. Returns no bytes when it fails.
std::size_t read_page(PGconn* connection, int lora) {
    std::array<char, 33> id{};
    std::snprintf(id.data(), id.size(), "%032x", static_cast<unsigned>(lora));
    const std::array<const char*, kParameters> values{"9999", "", "25", "0", id.data()};
    PGresult* result =
        PQexecPrepared(connection, "page", kParameters, values.data(), nullptr, nullptr, 0);
    std::size_t bytes = 0;
    for (int row = 0; row < PQntuples(result); ++row) {
        for (int column = 0; column < kColumns; ++column) {
            bytes += std::string(PQgetvalue(result, row, column)).size();
        }
    }
    PQclear(result);
    return bytes;
}

}  // namespace

int main(int argc, char** argv) {
    PGconn* connection = PQconnectdb(argc == 2 ? argv[1] : "");
    PGresult* prepared = PQprepare(connection, "page", kStatement, 0, nullptr);
    if (PQresultStatus(prepared) != PGRES_COMMAND_OK) {
        std::fprintf(stderr, "usage: gallery_query_postgres URL\n%s", PQerrorMessage(connection));
        return EXIT_FAILURE;
    }
    PQclear(prepared);
    const auto begun = std::chrono::steady_clock::now();
    for (int page = 0; page < kPages; ++page) {
        if (read_page(connection, page * 7 % kLoras) == 0) {
            std::fprintf(stderr, "%s", PQerrorMessage(connection));
            return EXIT_FAILURE;
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf("%.1f\n", kPages / took.count());
    PQfinish(connection);
    return EXIT_SUCCESS;
}
