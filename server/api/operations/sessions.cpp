#include "api/operations/endpoints.hpp"
#include "core/sign_in.hpp"

#include <utility>

namespace likeness::api::auth {

namespace {

struct OpenSessionDto {
    std::string id;
    Timestamp created_at;
    Timestamp expires_at;
    std::optional<Timestamp> last_seen_at;
    std::string device;
    bool is_current = false;

    static constexpr std::string_view kName = "OpenSession";

    static constexpr auto fields() {
        using Dto = OpenSessionDto;
        return std::tuple{
            field("id", &Dto::id, "32 hex digits."),
            field("createdAt", &Dto::created_at, "When it was opened."),
            field("expiresAt", &Dto::expires_at, "When it ends by itself."),
            field("lastSeenAt", &Dto::last_seen_at, "To the hour; null if unknown."),
            field("device", &Dto::device, "What the browser calls itself; empty if unknown."),
            field("isCurrent", &Dto::is_current, "True for the session that asks."),
        };
    }
};

struct SessionListDto {
    std::vector<OpenSessionDto> items;

    static constexpr std::string_view kName = "SessionList";

    static constexpr auto fields() {
        return std::tuple{field("items", &SessionListDto::items, "Newest first, 200 at most.")};
    }
};

struct SessionIdDto {
    std::string id;

    static constexpr std::string_view kName = "SessionId";

    static constexpr auto fields() {
        return std::tuple{field("id", &SessionIdDto::id, "32 hex digits.")};
    }
};

struct EndedSessionsDto {
    int ended = 0;

    static constexpr std::string_view kName = "EndedSessions";

    static constexpr auto fields() {
        return std::tuple{field("ended", &EndedSessionsDto::ended, "How many.")};
    }
};

Task<SessionListDto> show(Call& call, Nothing) {
    const std::string current = call.session_secret ? stored_form(*call.session_secret) : "";
    LIKENESS_CO_TRY(
        const std::vector<Session> open,
        co_await call.services.desk.sessions.list(*call.caller.wallet)
    );
    SessionListDto dto;
    for (const Session& session : open) {
        dto.items.push_back(
            {session.id().text(),
             session.created_at,
             session.expires_at,
             session.last_seen_at,
             session.device,
             session.key == current}
        );
    }
    co_return dto;
}

Task<SessionIdDto> end(Call& call, SessionIdDto input) {
    std::optional<SessionId> id = SessionId::parse(input.id);
    if (!id) {
        co_return Error::not_found("session");
    }
    LIKENESS_CO_CHECK(co_await call.services.desk.sessions.end(*call.caller.wallet, *id));
    co_return input;
}

Task<EndedSessionsDto> end_others(Call& call, Nothing) {
    LIKENESS_CO_TRY(
        const int ended,
        co_await call.services.desk.sessions.end_others(*call.caller.wallet, call.session_secret)
    );
    co_return EndedSessionsDto{ended};
}

}  // namespace

EndpointPtr sessions() {
    return answers(&show);
}

EndpointPtr end_session() {
    return answers(&end);
}

EndpointPtr end_other_sessions() {
    return answers(&end_others);
}

}  // namespace likeness::api::auth
