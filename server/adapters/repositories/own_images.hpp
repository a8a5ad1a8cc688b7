#pragma once

#include "adapters/repositories/id_lists.hpp"
#include "core/caller.hpp"

namespace likeness::repositories {

/// Each once.
std::vector<ImageId> distinct(std::vector<ImageId> ids);

/// Whether all of these, which are distinct, are images of the wallet.
asio::awaitable<bool>
owns_all(sql::Session& session, const WalletAddress& wallet, const std::vector<ImageId>& ids);

}  // namespace likeness::repositories
