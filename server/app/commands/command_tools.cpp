#include "app/commands/command_tools.hpp"

#include "api/errors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <exception>
#include <utility>

namespace likeness::app {

namespace {

/// Nobody has its key: no one can sign in as the operator by accident.
constexpr std::string_view kOperatorAddress = "0x0000000000000000000000000000000000000001";

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

std::optional<LoraRef> as_reference(const std::string& text) {
    if (const std::optional<LoraId> id = LoraId::parse(text)) {
        return LoraRef(*id);
    }
    const bool is_number = !text.empty() && text.size() < 18 &&
                           text.find_first_not_of("0123456789") == std::string::npos;
    return is_number ? std::optional(LoraRef(std::stoll(text))) : std::nullopt;
}

}  // namespace

int report(const Error& error, const CommonOptions& common) {
    if (common.json) {
        fmt::print("{}\n", api::problem_json(error, ""));
    }
    fmt::print(stderr, "likeness: {}\n", error.message);
    if (!error.detail.empty()) {
        fmt::print(stderr, "  {}\n", error.detail);
    }
    return error.code == ErrorCode::invalid_argument ? kWrongUsage : kFailed;
}

Result<Config> read_config(const CommonOptions& common) {
    LIKENESS_TRY(const Settings settings, Settings::resolve(common.flags));
    LIKENESS_TRY(Config config, Config::from(settings));
    if (!config.has_own_public_url) {
        config.public_url = config.origins(config.listen_port).front();
    }
    return config;
}

void CommandLoop::begin(asio::awaitable<void> task) {
    std::exception_ptr failure;
    asio::co_spawn(context_, std::move(task), [&failure](std::exception_ptr thrown) {
        failure = std::move(thrown);
    });
    context_.restart();
    context_.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
}

Result<WalletAddress> wallet_of(const Config& config, const std::optional<std::string>& named) {
    if (named) {
        Result<WalletAddress> wallet = WalletAddress::parse(*named);
        if (!wallet) {
            return Error::invalid_field(
                "--wallet", "must be an Ethereum address in its checksum form"
            );
        }
        return wallet;
    }
    return config.admin_wallet.value_or(WalletAddress::trusted(kOperatorAddress));
}

Task<Lora> find_lora(LoraRepository& loras, std::string wanted) {
    if (const std::optional<LoraRef> ref = as_reference(wanted)) {
        LIKENESS_CO_TRY(Lora lora, co_await loras.find(*ref));
        if (!lora.removed) {
            co_return lora;
        }
        co_return Error::not_found("LoRA");
    }
    LoraQuery query;
    query.all = true;
    query.limit = 200;
    for (bool more = true; more;) {
        LIKENESS_CO_TRY(Page<Lora> page, co_await loras.list(query));
        for (Lora& lora : page.items) {
            if (lower(lora.name) == lower(wanted)) {
                co_return std::move(lora);
            }
        }
        query.after = page.next;
        more = page.next.has_value();
    }
    co_return Error{ErrorCode::not_found, "There is no LoRA called \"" + wanted + "\"."};
}

}  // namespace likeness::app
