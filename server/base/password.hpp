#pragma once

#include "base/bytes.hpp"

#include <string>
#include <string_view>

namespace likeness {

/// What to keep of a password so that it can be recognised and hardly guessed: scrypt (RFC 7914) as
/// text with its costs and `salt`, 16 unpredictable bytes. Takes 32 MiB and about a tenth of a
/// second of the calling thread: use a BlockingPool.
std::string password_record(std::string_view password, BytesView salt);

/// Whether the record was made of this password; false for a record that is not ours. Costs as
/// password_record().
bool fits_password_record(std::string_view password, std::string_view record);

}  // namespace likeness
