#pragma once

#include "app/page.hpp"
#include "base/blocking_pool.hpp"
#include "core/ports/object_store.hpp"
#include "core/shared_pictures.hpp"
#include "net/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace likeness::app {

/// What a shared link answers outside of the API:
///
///     /s/{token}               the page, with a head for messengers
///     /s/{token}/cover.jpg     the picture that they show
///     /s/{token}/files/{id}    a picture without a word about its making
///
/// Used on the I/O thread.
class ShareRoute {
public:
    static constexpr std::string_view kPrefix = "/s/";

    /// `public_url` without a slash at the end. All must outlive this.
    ShareRoute(
        SharedPictures& shared,
        ObjectStore& objects,
        const Page& page,
        std::string public_url
    );

    Task<net::Response> respond(net::Request& request);

private:
    Task<net::Response> document(net::Request& request, std::string token);
    Task<net::Response> cover(std::string token);
    Task<net::Response> file(net::Request& request, std::string token, std::string image_id);
    Task<Bytes> object(ObjectKey key);

    SharedPictures& shared_;
    ObjectStore& objects_;
    const Page& page_;
    const std::string public_url_;
    BlockingPool pool_;
    int under_way_ = 0;  // files in memory
};

/// A request's path as it may stand in a log: without the token that opens a share.
std::string_view loggable_path(std::string_view path);

}  // namespace likeness::app
