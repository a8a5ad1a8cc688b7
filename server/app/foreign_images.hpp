#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace likeness::app {

/// An image as it lies in somebody's folder or zip archive.
struct ForeignImage {
    std::string path;     // from the top, segments joined by '/'
    std::string sidecar;  // the path of the text file beside it; empty when there is none
    std::optional<Timestamp> modified_at = {};
};

/// The images that another program left in a folder or a zip archive, and what lies beside them.
/// Calls block.
class ForeignImages {
public:
    ForeignImages() = default;
    ForeignImages(const ForeignImages&) = delete;
    ForeignImages& operator=(const ForeignImages&) = delete;
    virtual ~ForeignImages() = default;

    /// Looks 32 folders deep and follows no links; hidden files and what systems leave behind are
    /// passed over. Errors are sentences for the operator.
    static Result<std::unique_ptr<ForeignImages>> open(const std::filesystem::path& place);

    /// By path.
    virtual const std::vector<ForeignImage>& images() const = 0;
    /// A whole file of the paths above. payload_too_large beyond `limit`; unprocessable (damaged);
    /// unavailable.
    virtual Result<Bytes> read(const std::string& path, std::uint64_t limit) const = 0;
};

/// The images among files with these paths, each with the text file of its name: "a.png" with
/// "a.txt" or "a.json" or "a.png.json".
std::vector<ForeignImage> images_among(std::vector<ForeignImage> files);

}  // namespace likeness::app
