#include "api/encode.hpp"
#include "app/commands/command_tools.hpp"
#include "core/api_tokens.hpp"

#include <fmt/format.h>

namespace likeness::app {

namespace {

/// What these commands need, opened.
struct Tools {
    Config config;
    WalletAddress wallet;
    std::unique_ptr<CommandLoop> loop;
    std::unique_ptr<Storage> storage;
};

Result<Tools> open_tools(const CommonOptions& common, const TokenOptions& options) {
    LIKENESS_TRY(Config config, read_config(common));
    LIKENESS_TRY(WalletAddress wallet, wallet_of(config, options.wallet));
    auto loop = std::make_unique<CommandLoop>();
    LIKENESS_TRY(
        std::unique_ptr<Storage> storage, Storage::open(config, loop->context().get_executor())
    );
    return Tools{std::move(config), std::move(wallet), std::move(loop), std::move(storage)};
}

template <class Use>
int with_tokens(const CommonOptions& common, const TokenOptions& options, Use use) {
    Result<Tools> tools = open_tools(common, options);
    if (!tools) {
        return report(tools.error(), common);
    }
    Storage& storage = *tools->storage;
    Authentication authentication(storage.identities, storage.clock, tools->config.admin_wallet);
    ApiTokens tokens(storage.identities, authentication, storage.clock, storage.random);
    return use(tokens, tools->wallet);
}

std::string token_json(const ApiToken& token) {
    std::string text = R"({"id":)" + json_string(token.id.text()) + R"(,"name":)" +
                       json_string(token.name) + R"(,"prefix":)" + json_string(token.prefix) +
                       R"(,"walletAddress":)" + json_string(token.wallet.text()) +
                       R"(,"createdAt":)" + json_string(to_iso(token.created_at)) +
                       R"(,"lastUsedAt":)";
    api::encode(text, token.last_used_at);
    return text + "}";
}

}  // namespace

int run_token_create(const CommonOptions& common, const TokenOptions& options) {
    return with_tokens(common, options, [&](ApiTokens& tokens, const WalletAddress& wallet) {
        const Result<CreatedToken> created = CommandLoop().run(tokens.create(wallet, options.name));
        if (!created) {
            return report(created.error(), common);
        }
        if (common.json) {
            std::string text = token_json(created->token);
            text.pop_back();
            fmt::print("{},\"token\":{}}}\n", text, json_string(created->secret));
        } else {
            fmt::print("{}\n", created->secret);
            fmt::print(
                stderr,
                "This API key of {} is shown only now. Send it as \"Authorization: Bearer ...\".\n",
                wallet.text()
            );
        }
        return kDone;
    });
}

int run_token_list(const CommonOptions& common, const TokenOptions& options) {
    return with_tokens(common, options, [&](ApiTokens& tokens, const WalletAddress& wallet) {
        const Result<std::vector<ApiToken>> own = CommandLoop().run(tokens.list(wallet));
        if (!own) {
            return report(own.error(), common);
        }
        std::string json;
        for (const ApiToken& token : *own) {
            json += (json.empty() ? "" : ",") + token_json(token);
            if (!common.json) {
                const std::string used =
                    token.last_used_at ? to_iso(*token.last_used_at) : "never used";
                fmt::print("{}  {}...  {}  {}\n", token.id.text(), token.prefix, used, token.name);
            }
        }
        if (common.json) {
            fmt::print("[{}]\n", json);
        }
        return kDone;
    });
}

int run_token_revoke(const CommonOptions& common, const TokenOptions& options) {
    const std::optional<TokenId> id = TokenId::parse(options.id);
    if (!id) {
        return report(
            Error::invalid_field("id", "must be the id of an API key; see `likeness token list`"),
            common
        );
    }
    return with_tokens(common, options, [&](ApiTokens& tokens, const WalletAddress& wallet) {
        const Result<void> revoked = CommandLoop().run(tokens.revoke(wallet, *id));
        return revoked ? kDone : report(revoked.error(), common);
    });
}

}  // namespace likeness::app
