#include "api/operations/endpoints.hpp"

#include <utility>

namespace likeness::api::tokens {

namespace {

struct CreateTokenInput {
    std::string name;

    static constexpr std::string_view kName = "CreateTokenInput";

    static constexpr auto fields() {
        return std::tuple{field("name", &CreateTokenInput::name, "What it is for.").within(1, 80)};
    }
};

struct TokenDto {
    std::string id;
    std::string name;
    std::string prefix;
    Timestamp created_at;
    std::optional<Timestamp> last_used_at;

    static constexpr std::string_view kName = "ApiKey";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &TokenDto::id, "32 hex digits."),
            field("name", &TokenDto::name, "What it is for."),
            field("prefix", &TokenDto::prefix, "Its first characters, to tell keys apart."),
            field("createdAt", &TokenDto::created_at, "When it was made."),
            field("lastUsedAt", &TokenDto::last_used_at, "To the minute; null if never."),
        };
    }
};

struct CreatedTokenDto : TokenDto {
    std::string token;

    static constexpr std::string_view kName = "CreatedApiKey";

    static constexpr auto fields() {
        const auto own = std::tuple{
            field("token", &CreatedTokenDto::token, "The key itself. It is shown this once.")};
        return std::tuple_cat(TokenDto::fields(), own);
    }
};

struct TokenListDto {
    std::vector<TokenDto> items;

    static constexpr std::string_view kName = "ApiKeyList";

    static constexpr auto fields() {
        return std::tuple{field("items", &TokenListDto::items, "Newest first.")};
    }
};

struct TokenIdDto {
    std::string id;

    static constexpr std::string_view kName = "ApiKeyId";

    static constexpr auto fields() {
        return std::tuple{field("id", &TokenIdDto::id, "32 hex digits.")};
    }
};

TokenDto to_dto(const ApiToken& token) {
    return {token.id.text(), token.name, token.prefix, token.created_at, token.last_used_at};
}

Task<CreatedTokenDto> make(Call& call, CreateTokenInput input) {
    LIKENESS_CO_TRY(
        CreatedToken created,
        co_await call.services.tokens.create(*call.caller.wallet, std::move(input.name))
    );
    CreatedTokenDto dto;
    static_cast<TokenDto&>(dto) = to_dto(created.token);
    dto.token = std::move(created.secret);
    co_return dto;
}

Task<TokenListDto> show(Call& call, Nothing) {
    LIKENESS_CO_TRY(
        const std::vector<ApiToken> own, co_await call.services.tokens.list(*call.caller.wallet)
    );
    TokenListDto dto;
    for (const ApiToken& token : own) {
        dto.items.push_back(to_dto(token));
    }
    co_return dto;
}

Task<TokenIdDto> end(Call& call, TokenIdDto input) {
    const std::optional<TokenId> id = TokenId::parse(input.id);
    if (!id) {
        co_return Error::not_found("API key");
    }
    LIKENESS_CO_CHECK(co_await call.services.tokens.revoke(*call.caller.wallet, *id));
    co_return input;
}

}  // namespace

EndpointPtr create() {
    return answers(&make);
}

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr revoke() {
    return answers(&end);
}

}  // namespace likeness::api::tokens
