#pragma once

#include "base/bytes.hpp"
#include "imaging/codec.hpp"
#include "zip/writer.hpp"

#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace likeness::test {

/// A photo whose content follows from its shade.
inline Bytes photo(int shade, int width = 300, int height = 260) {
    imaging::Picture picture = imaging::blank_picture(width, height, 3);
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        picture.pixels[i] = static_cast<char>(static_cast<std::size_t>(shade) + i / 97 % 31);
    }
    return imaging::encode(picture, imaging::Format::jpeg).value();
}

inline void require(const Result<void>& done) {
    if (!done) {
        throw std::runtime_error(done.error().message);
    }
}

/// A zip archive of these files.
inline Bytes zip_of(const std::vector<std::pair<std::string, Bytes>>& files) {
    std::ostringstream out;
    zip::Writer writer(out);
    for (const auto& [name, data] : files) {
        require(writer.add(name, data));
    }
    require(writer.finish());
    return out.str();
}

}  // namespace likeness::test
