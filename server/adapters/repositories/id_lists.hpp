#pragma once

#include "base/id.hpp"
#include "sql/database.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

/// `IN` followed by this takes an IdList: its values are the first of the statement, others follow
/// from $41.
#define LIKENESS_ID_LIST                                                                         \
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "    \
    "$20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, " \
    "$38, $39, $40)"

namespace likeness::repositories {

/// Forty ids, some of which may be the same: a short list repeats its first. Looks at the ids it
/// was made from.
using IdList = std::array<std::string_view, 40>;

inline std::vector<IdList> id_lists(const std::vector<ImageId>& ids) {
    std::vector<IdList> lists;
    for (std::size_t first = 0; first < ids.size(); first += std::tuple_size_v<IdList>) {
        IdList& list = lists.emplace_back();
        list.fill(ids[first].text());
        const std::size_t count = std::min(ids.size() - first, list.size());
        for (std::size_t i = 0; i < count; ++i) {
            list[i] = ids[first + i].text();
        }
    }
    return lists;
}

template <class... Values>
sql::Parameters parameters_for(const IdList& list, const Values&... values) {
    sql::Parameters parameters;
    for (const std::string_view id : list) {
        parameters.add(id);
    }
    (parameters.add(values), ...);
    return parameters;
}

template <class... Values>
asio::awaitable<std::unique_ptr<sql::Rows>> query_for(
    sql::Session& session,
    const sql::Statement& statement,
    const IdList& list,
    const Values&... values
) {
    return session.query_with(statement, parameters_for(list, values...));
}

template <class... Values>
asio::awaitable<std::int64_t> run_for(
    sql::Session& session,
    const sql::Statement& statement,
    const IdList& list,
    const Values&... values
) {
    return session.run_with(statement, parameters_for(list, values...));
}

}  // namespace likeness::repositories
