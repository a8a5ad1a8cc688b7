#pragma once

#include <string>
#include <string_view>

namespace likeness::cloud_signing {

/// What happens to '/': paths keep it, query parts do not.
enum class Slash {
    kept,
    encoded
};

/// Percent-encodes all but A-Z a-z 0-9 - . _ ~ with upper-case digits, as GCS and AWS want it in
/// what they sign; a space becomes %20.
std::string percent_encoded(std::string_view text, Slash slash = Slash::encoded);

}  // namespace likeness::cloud_signing
