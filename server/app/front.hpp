#pragma once

#include "adapters/folder_store/object_route.hpp"
#include "api/dispatcher.hpp"
#include "api/rest.hpp"
#include "api/trpc.hpp"
#include "app/page.hpp"
#include "app/share_route.hpp"
#include "app/studio.hpp"
#include "net/handler.hpp"

#include <functional>
#include <optional>
#include <string>

namespace likeness::app {

/// Sends each request where it belongs: page, API, objects, health.
class Front final : public net::Handler {
public:
    /// What the outside of the server tells: whether it takes work, and its metrics.
    struct Health {
        std::function<bool()> is_ready;
        std::function<std::string()> metrics;
    };

    Front(Studio& studio, Storage& storage, std::vector<std::string> origins, Health health);

    asio::awaitable<net::Response> handle(net::Request& request) override;
    net::Response refusal(int status, std::string_view path, std::string_view request_id) override;

private:
    net::Response other(const net::Request& request) const;
    net::Response object(const net::Request& request) const;
    net::Response health(const net::Request& request) const;

    Studio& studio_;
    api::OperationTable table_;
    api::Dispatcher dispatcher_;
    api::Rest rest_;
    api::Trpc trpc_;
    std::optional<folder_store::ObjectRoute> objects_;  // where the store is a folder of ours
    Page page_;
    ShareRoute shares_;
    Health health_;
    std::string openapi_;
};

}  // namespace likeness::app
