#include "core/image_search.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any text: what is understood stays within the limits, and words hold nothing that a database
/// would take for more than a word.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace likeness;  // NOLINT(google-build-using-namespace): a program of one function
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    static_cast<void>(clean_tag("tag", text).has_value());
    static_cast<void>(parse_moment("from", text).has_value());
    const Result<ImageSearch> search = parse_image_search(text);
    if (!search) {
        return 0;
    }
    if (search->terms.size() > ImageSearch::kMaxTerms) {
        std::abort();
    }
    for (const ImageTerm& term : search->terms) {
        for (const std::string& word : term.words) {
            if (word.empty() || word.find_first_of("\"'\\ *():&|!<>") != std::string::npos) {
                std::abort();
            }
        }
    }
    return 0;
}
