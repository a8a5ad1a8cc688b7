#pragma once

#include "base/time.hpp"

#include <string>

namespace likeness::cloud_signing {

/// ISO 8601 without punctuation, as V4 signatures write it: 20190201T090000Z.
std::string to_basic_iso(Timestamp time);

/// Its day: 20190201.
inline std::string day_of(const std::string& basic_time) {
    return basic_time.substr(0, 8);
}

}  // namespace likeness::cloud_signing
