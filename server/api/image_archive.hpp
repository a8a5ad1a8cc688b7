#pragma once

#include "core/galleries.hpp"
#include "core/ports/object_store.hpp"
#include "net/response.hpp"
#include "zip/layout.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::api {

/// What a person is told inside an archive, a line each, within the room there is.
class ArchiveNotes {
public:
    void add(std::string_view name, std::string_view trouble);

    const std::string& text() const { return text_; }

private:
    std::string text_;
    bool is_full_ = false;
};

/// A zip archive of stored images that is made while it is sent, one image in memory at most. Its
/// length, its order and its names are known before the first byte, so that it can be taken up
/// again anywhere.
///
/// What is missing when the download begins is left out and named in problems.txt. What turns out
/// to be missing, or of another size, only on the way (stores elsewhere are not asked beforehand)
/// is filled with zeros and named there. A store that does not answer ends the download early: the
/// client goes on with a range.
class ImageArchive final : public net::RangedBody {
public:
    /// Looks at the files of a store on this machine, some microseconds each.
    static asio::awaitable<std::unique_ptr<ImageArchive>>
    make(ObjectStore& objects, ChosenImages chosen);

    std::uint64_t size() const override { return layout_.size(); }

    asio::awaitable<void> write_range(net::StreamWriter& writer, net::ByteRange range) override;

    /// The same for the same bytes.
    std::string etag() const;

private:
    /// Which bytes of the archive go out.
    struct Window {
        std::uint64_t begin;
        std::uint64_t end;
    };

    ImageArchive(
        ObjectStore& objects,
        std::vector<zip::OutsideFile> files,
        std::vector<ObjectKey> keys,
        ArchiveNotes notes
    )
        : objects_(objects),
          layout_(std::move(files)),
          keys_(std::move(keys)),
          notes_(std::move(notes)) {}

    Task<void> write_window(net::StreamWriter& writer, Window window);
    Task<void> write_image(net::StreamWriter& writer, Window window, std::size_t index);
    Task<bool> send_object(net::StreamWriter& writer, std::size_t index, net::ByteRange part);

    ObjectStore& objects_;
    zip::Layout layout_;
    std::vector<ObjectKey> keys_;  // of the layout's files
    ArchiveNotes notes_;
};

}  // namespace likeness::api
