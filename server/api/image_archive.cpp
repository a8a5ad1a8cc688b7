#include "api/image_archive.hpp"

#include "base/digest.hpp"
#include "base/log.hpp"
#include "core/file_names.hpp"
#include "net/open_file.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace likeness::api {

namespace {

constexpr std::size_t kTurn = 256;  // files that are looked at before others get their turn
constexpr std::size_t kZeros = 64 * 1024;

/// The part of a piece of the archive that lies in a window, counted from the piece's own begin;
/// nothing if none does.
std::optional<net::ByteRange>
part_in(std::uint64_t begin, std::uint64_t end, std::uint64_t offset, std::uint64_t length) {
    const std::uint64_t first = std::max(begin, offset);
    const std::uint64_t last = std::min(end, offset + length);
    if (first >= last) {
        return std::nullopt;
    }
    return net::ByteRange{first - offset, last - first};
}

/// Sound as far as can be told cheaply: stores elsewhere would have to be asked.
bool is_broken(ObjectStore& objects, const GeneratedImage& image) {
    const auto file = objects.local_file(Bucket::generated, image.path);
    if (!file) {
        return false;
    }
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(*file, failed);
    return failed || size != static_cast<std::uintmax_t>(image.byte_count);
}

Task<void> write_zeros(net::StreamWriter& writer, std::uint64_t count) {
    static const Bytes zeros(kZeros, '\0');
    while (count > 0) {
        const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(count, kZeros));
        LIKENESS_CO_CHECK(co_await writer.write(BytesView(zeros).substr(0, some)));
        count -= some;
    }
    co_return Result<void>{};
}

}  // namespace

void ArchiveNotes::add(std::string_view name, std::string_view trouble) {
    constexpr std::string_view kTitle = "These images are not whole, or not in this archive:\n\n";
    constexpr std::string_view kMore = "... and more.\n";
    if (is_full_) {
        return;
    }
    if (text_.empty()) {
        text_ = kTitle;
    }
    std::string line(name);
    line.append(": ").append(trouble).append("\n");
    is_full_ = text_.size() + line.size() + kMore.size() > zip::Layout::kNotesBytes;
    text_ += is_full_ ? kMore : std::string_view(line);
}

asio::awaitable<std::unique_ptr<ImageArchive>>
ImageArchive::make(ObjectStore& objects, ChosenImages chosen) {
    std::vector<zip::OutsideFile> files;
    std::vector<ObjectKey> keys;
    ArchiveNotes notes;
    UniqueNames names;
    for (std::size_t i = 0; i < chosen.images.size(); ++i) {
        const GeneratedImage& image = chosen.images[i];
        std::string name = names.take(archived_name(image));
        if (is_broken(objects, image)) {
            notes.add(name, "its file is missing or damaged on the server");
        } else {
            files.push_back(
                {std::move(name),
                 image.crc32,
                 static_cast<std::uint64_t>(image.byte_count),
                 image.created_at}
            );
            keys.push_back(image.path);
        }
        if (i % kTurn == kTurn - 1) {
            co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
        }
    }
    for (const ImageId& id : chosen.missing) {
        notes.add("image " + id.text(), "there is no such image any more, or not for you");
    }
    co_return std::unique_ptr<ImageArchive>(
        new ImageArchive(objects, std::move(files), std::move(keys), std::move(notes))
    );
}

std::string ImageArchive::etag() const {
    // The tail names every file, its checksum, size, time and place.
    return to_hex(sha256(layout_.tail(notes_.text()))).substr(0, 32);
}

asio::awaitable<void> ImageArchive::write_range(net::StreamWriter& writer, net::ByteRange range) {
    const Window window{range.first, range.first + range.length};
    const Result<void> written = co_await write_window(writer, window);
    static_cast<void>(written);  // the writer notices what is not there
}

Task<void> ImageArchive::write_window(net::StreamWriter& writer, Window window) {
    const std::size_t count = layout_.files().size();
    for (std::size_t i = layout_.index_at(window.begin); i < count; ++i) {
        if (layout_.header_offset(i) >= window.end) {
            co_return Result<void>{};
        }
        const Bytes header = layout_.header(i);
        const auto part =
            part_in(window.begin, window.end, layout_.header_offset(i), header.size());
        if (part) {
            LIKENESS_CO_CHECK(
                co_await writer.write(BytesView(header).substr(part->first, part->length))
            );
        }
        LIKENESS_CO_CHECK(co_await write_image(writer, window, i));
    }
    const Bytes tail = layout_.tail(notes_.text());
    const auto part = part_in(window.begin, window.end, layout_.tail_offset(), tail.size());
    if (part) {
        LIKENESS_CO_CHECK(co_await writer.write(BytesView(tail).substr(part->first, part->length)));
    }
    co_return Result<void>{};
}

Task<void> ImageArchive::write_image(net::StreamWriter& writer, Window window, std::size_t index) {
    const zip::OutsideFile& file = layout_.files()[index];
    const auto part = part_in(window.begin, window.end, layout_.data_offset(index), file.bytes);
    if (!part) {
        co_return Result<void>{};
    }
    LIKENESS_CO_TRY(const bool is_whole, co_await send_object(writer, index, *part));
    if (!is_whole) {
        log::warning("image of an archive is broken", {{"object", keys_[index].text()}});
        notes_.add(file.name, "its file is missing or damaged on the server; zeros stand for it");
        LIKENESS_CO_CHECK(co_await write_zeros(writer, part->length));
    }
    co_return Result<void>{};
}

/// False, and nothing sent, if the object is not there or has another size.
Task<bool>
ImageArchive::send_object(net::StreamWriter& writer, std::size_t index, net::ByteRange part) {
    const std::uint64_t bytes = layout_.files()[index].bytes;
    const auto local = objects_.local_file(Bucket::generated, keys_[index]);
    if (local) {
        Result<std::shared_ptr<const net::OpenFile>> file = net::OpenFile::open(local->string());
        if (!file && file.error().code != ErrorCode::not_found) {
            co_return std::move(file).error();
        }
        if (!file || (*file)->size() != bytes) {
            co_return false;
        }
        net::FileBody body(*std::move(file), part.first, part.length);
        LIKENESS_CO_CHECK(co_await writer.send_file(std::move(body)));
        co_return true;
    }
    const Result<Bytes> object = co_await objects_.get(Bucket::generated, keys_[index], bytes);
    if (!object && object.error().code != ErrorCode::not_found &&
        object.error().code != ErrorCode::payload_too_large) {
        co_return object.error();
    }
    if (!object || object->size() != bytes) {
        co_return false;
    }
    LIKENESS_CO_CHECK(co_await writer.write(BytesView(*object).substr(part.first, part.length)));
    co_return true;
}

}  // namespace likeness::api
