#include "app/share_route.hpp"

#include "api/dto/image_dto.hpp"
#include "app/share_head.hpp"
#include "imaging/codec.hpp"
#include "imaging/metadata.hpp"
#include "net/target.hpp"

#include <algorithm>
#include <utility>

namespace likeness::app {

namespace {

constexpr int kPreviewSide = 768;  // pixels of the longer side
constexpr std::uint64_t kMaxFile = std::uint64_t{64} << 20U;
constexpr int kMaxUnderWay = 16;
// Short enough that a link that was ended is soon forgotten, long enough for whoever steps to and
// fro.
constexpr std::string_view kPrivate = "private, max-age=600";
constexpr std::string_view kPublic = "public, max-age=600";

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "shares";
    options.threads = 1;
    options.queue_limit = kMaxUnderWay;
    return options;
}

/// One more file in memory, for as long as this lives.
class Place {
public:
    explicit Place(int& taken) : taken_(taken) { ++taken_; }

    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    ~Place() { --taken_; }

private:
    int& taken_;
};

net::Response picture_response(Bytes bytes, std::string_view content_type, std::string_view cache) {
    net::Response response(200);
    response.add_header("Content-Type", content_type);
    response.add_header("Cache-Control", cache);
    response.add_header("X-Robots-Tag", "noindex");
    response.body = std::move(bytes);
    return response;
}

std::optional<std::string> pass_in(std::string_view query) {
    const Result<net::QueryPairs> pairs = net::parse_query(query);
    if (pairs) {
        for (const auto& [name, value] : *pairs) {
            if (name == "pass") {
                return value;
            }
        }
    }
    return std::nullopt;
}

/// "Pictures made with Noir" where their owner gave no title.
std::string title_of(const SharedHead& head) {
    if (!head.share.title.empty()) {
        return head.share.title;
    }
    return head.lora_name ? "Pictures made with " + *head.lora_name : "Shared pictures";
}

int scaled(int side, ImageSize size) {
    const int longer = std::max({size.width, size.height, 1});
    return longer <= kPreviewSide
               ? side
               : std::max(1, static_cast<int>(std::int64_t{side} * kPreviewSide / longer));
}

/// Messengers read JPEG, and not all of them WebP.
Result<Bytes> jpeg_of(const Bytes& webp) {
    LIKENESS_TRY(const imaging::Picture picture, imaging::decode(webp));
    return imaging::encode(picture, imaging::Format::jpeg, 88);
}

std::string_view extension_of_key(const ObjectKey& key) {
    return std::string_view(key.text()).substr(key.text().rfind('.'));
}

}  // namespace

std::string_view loggable_path(std::string_view path) {
    for (const std::string_view prefix :
         {std::string_view("/s/"), std::string_view("/api/shared/")}) {
        if (path.starts_with(prefix)) {
            return prefix;
        }
    }
    return path;
}

ShareRoute::ShareRoute(
    SharedPictures& shared,
    ObjectStore& objects,
    const Page& page,
    std::string public_url
)
    : shared_(shared),
      objects_(objects),
      page_(page),
      public_url_(std::move(public_url)),
      pool_(pool_options()) {}

Task<net::Response> ShareRoute::respond(net::Request& request) {
    if (request.method() != net::Method::get && request.method() != net::Method::head) {
        co_return Error{ErrorCode::method_not_supported, "This address can only be read."};
    }
    LIKENESS_CO_TRY(const std::vector<std::string> parts, net::split_path(request.path()));
    if (parts.size() == 2) {
        co_return co_await document(request, parts[1]);
    }
    if (parts.size() == 3 && parts[2] == "cover.jpg") {
        co_return co_await cover(parts[1]);
    }
    if (parts.size() == 4 && parts[2] == "files") {
        co_return co_await file(request, parts[1], parts[3]);
    }
    co_return Error::not_found("page");
}

Task<net::Response> ShareRoute::document(net::Request& request, std::string token) {
    const std::string url = public_url_ + std::string(kPrefix) + net::percent_encode(token);
    Result<SharedHead> head = co_await shared_.head(token);
    if (!head && head.error().code != ErrorCode::not_found) {
        co_return std::move(head).error();
    }
    // What is locked or gone tells messengers nothing, not even which of both it is.
    ShareHead tags{"Shared pictures", "Made with Likeness.", url};
    if (head && !head->is_locked) {
        tags.title = title_of(*head);
        tags.description = pictures_text(head->image_count, head->lora_name) + ".";
        const Result<GeneratedImage> first = co_await shared_.cover(std::move(token));
        if (first) {
            tags.cover = ShareHead::Cover{
                url + "/cover.jpg",
                scaled(first->size.width, first->size),
                scaled(first->size.height, first->size)};
        }
    }
    co_return page_.document_with(request, share_tags(tags), head ? 200 : 404);
}

Task<Bytes> ShareRoute::object(ObjectKey key) {
    co_return co_await objects_.get(Bucket::generated, std::move(key), kMaxFile);
}

Task<net::Response> ShareRoute::cover(std::string token) {
    LIKENESS_CO_TRY(const GeneratedImage image, co_await shared_.cover(std::move(token)));
    if (under_way_ >= kMaxUnderWay) {
        co_return Error::unavailable("The server is busy. Please try again.");
    }
    const Place place(under_way_);
    LIKENESS_CO_TRY(const Bytes preview, co_await object(thumbnail_key(image.path, kPreviewSide)));
    const auto work = [&] { return jpeg_of(preview); };
    LIKENESS_CO_TRY(Bytes jpeg, co_await pool_.run(work));
    co_return picture_response(std::move(jpeg), "image/jpeg", kPublic);
}

Task<net::Response>
ShareRoute::file(net::Request& request, std::string token, std::string image_id) {
    const std::optional<ImageId> id = ImageId::parse(image_id);
    if (!id) {
        co_return Error::not_found("picture");
    }
    std::optional<std::string> pass = pass_in(request.query());
    LIKENESS_CO_TRY(
        const SharedPictures::File found,
        co_await shared_.file(std::move(token), std::move(pass), *id)
    );
    if (found.shows_recipe) {
        net::Response there(302);
        there.add_header(
            "Location", objects_.signed_url(Bucket::generated, found.image.path, api::kLinkLifetime)
        );
        there.add_header("Cache-Control", "no-store");
        co_return there;
    }
    if (under_way_ >= kMaxUnderWay) {
        co_return Error::unavailable("The server is busy. Please try again.");
    }
    const Place place(under_way_);
    LIKENESS_CO_TRY(const Bytes whole, co_await object(found.image.path));
    const auto work = [&] { return imaging::strip_recipe(whole); };
    LIKENESS_CO_TRY(Bytes stripped, co_await pool_.run(work));
    net::Response response =
        picture_response(std::move(stripped), found.image.content_type, kPrivate);
    response.add_header(
        "Content-Disposition",
        "inline; filename=\"likeness-" + id->text().substr(0, 8) +
            std::string(extension_of_key(found.image.path)) + "\""
    );
    co_return response;
}

}  // namespace likeness::app
