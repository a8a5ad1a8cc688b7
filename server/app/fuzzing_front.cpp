#include "app/fuzzing_front.hpp"

#include "app/data_folder.hpp"
#include "base/log.hpp"

#include <cstdlib>
#include <iostream>

namespace likeness::app {

namespace {

constexpr const char* kOrigin = "http://127.0.0.1:8080";

WalletAddress caller() {
    return WalletAddress::parse("0x0000000000000000000000000000000000000009").value();
}

asio::awaitable<void>
keep_response(Front& front, net::Request& request, std::optional<net::Response>& response) {
    response.emplace(co_await front.handle(request));
}

}  // namespace

FuzzingFront::FuzzingFront() {
    log::configure(log::Level::error, log::Format::text);
    const Settings::Texts flags{
        {"data_dir", folder_.path_of("data")}, {"engine_threads", "1"}, {"abuse_limits", "off"}};
    config_ = Config::from(Settings::resolve(flags).value()).value();
    config_.public_url = kOrigin;
    if (!make_data_folder(config_.data_dir)) {
        std::abort();
    }
    storage_ = Storage::open(config_, run_.executor()).value();
    const std::vector<std::string> origins{kOrigin};
    studio_ = std::make_unique<Studio>(run_.executor(), *storage_, config_, origins);
    Front::Health health{[] { return true; }, [] { return std::string(); }};
    front_ = std::make_unique<Front>(*studio_, *storage_, origins, std::move(health));
    authorization_ = "Bearer " + run_.value(studio_->tokens.create(caller(), "fuzzer")).secret;
}

net::Response FuzzingFront::answer(net::InMemoryRequest& source) {
    std::optional<net::Response> response;
    net::Request request = source.request();
    run_(keep_response(*front_, request, response));
    if (!response || response->status >= 500) {
        std::cerr << "answered with " << (response ? response->status : 0) << '\n';
        std::abort();
    }
    return *std::move(response);
}

}  // namespace likeness::app
