#pragma once

#include "core/lora.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

/// Inserts the LoRA under the next number, which is returned; its cover is not written.
asio::awaitable<std::int64_t> insert_lora(sql::Session& session, const Lora& lora);

}  // namespace likeness::repositories
