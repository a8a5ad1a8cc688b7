#include "sql/database.hpp"

namespace likeness::sql {

asio::awaitable<std::int64_t>
Session::execute_to_end(const Statement& statement, Parameters parameters) {
    const std::unique_ptr<Rows> rows = co_await execute(statement, parameters);
    while (rows->next()) {
    }
    co_return rows->changed();
}

}  // namespace likeness::sql
