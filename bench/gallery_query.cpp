// What SQLite alone needs for one gallery page: the statement of the server, through the C API,
// nothing else. Prints microseconds of processor time a page.

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

namespace {

constexpr int kLoras = 2'000;
constexpr int kPages = 20'000;
constexpr int kColumns = 17;

constexpr const char* kStatement =
    "SELECT id, lora_training_id, batch_id, wallet_address, person_id, image_index, prompt, seed, "
    "image_width, image_height, "
    "content_type, byte_count, sha256, crc32, thumbhash, path, created_at FROM generated_images "
    "WHERE lora_training_id = ?1 "
    "AND (created_at, id) < ('9999', '') ORDER BY created_at DESC, id DESC LIMIT 25";

double cpu_microseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// Reads a page and every byte of it, as the server does.
std::size_t read_page(sqlite3_stmt* statement, int lora) {
    char id[33];
    std::snprintf(id, sizeof id, "%032x", static_cast<unsigned>(lora));
    sqlite3_bind_text(statement, 1, id, 32, SQLITE_TRANSIENT);
    std::size_t bytes = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int column = 0; column < kColumns; ++column) {
            if (sqlite3_column_type(statement, column) == SQLITE_TEXT) {
                bytes +=
                    std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)
                                ))
                        .size();
            } else {
                bytes += static_cast<std::size_t>(sqlite3_column_int64(statement, column) & 1);
            }
        }
    }
    sqlite3_reset(statement);
    return bytes;
}

}  // namespace

int main(int argc, char** argv) {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (argc != 2 ||
        sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
        sqlite3_prepare_v2(database, kStatement, -1, &statement, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "usage: gallery_query DATABASE\n");
        return EXIT_FAILURE;
    }
    sqlite3_exec(database, "PRAGMA cache_size = -32768", nullptr, nullptr, nullptr);
    std::size_t bytes = 0;
    for (int lora = 0; lora < kLoras; lora += 7) {
        bytes += read_page(statement, lora);  // warms the caches
    }
    const double before = cpu_microseconds();
    for (int page = 0; page < kPages; ++page) {
        bytes += read_page(statement, page * 7 % kLoras);
    }
    std::printf("%.2f\n", (cpu_microseconds() - before) / kPages);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return bytes > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
