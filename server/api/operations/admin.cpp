#include "api/operations/endpoints.hpp"

#include <utility>

namespace likeness::api::admin {

namespace {

struct PeriodInput {
    std::optional<std::string> from;
    std::optional<std::string> to;

    static constexpr std::string_view kName = "AdminPeriodInput";

    static constexpr auto fields() {
        return std::tuple{
            field("from", &PeriodInput::from, "First day, UTC; thirty days when left out."),
            field("to", &PeriodInput::to, "Last day, UTC; today when left out."),
        };
    }
};

struct UsageInput {
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> cursor;
    int limit = 100;

    static constexpr std::string_view kName = "AdminUsageInput";

    static constexpr auto fields() {
        return std::tuple{
            field("from", &UsageInput::from, "First day, UTC; thirty days when left out."),
            field("to", &UsageInput::to, "Last day, UTC; today when left out."),
            field("cursor", &UsageInput::cursor, "nextCursor of the page before."),
            field("limit", &UsageInput::limit, "Wallets of a page.").within(1, 100).defaulted(),
        };
    }
};

struct BucketDto {
    std::string name;
    bool is_reachable = false;
    std::string reason;
    std::int64_t milliseconds = 0;

    static constexpr std::string_view kName = "BucketHealth";

    static constexpr auto fields() {
        return std::tuple{
            field("name", &BucketDto::name, "As configured."),
            field("isReachable", &BucketDto::is_reachable, "False while it does not answer."),
            field("reason", &BucketDto::reason, "Why not; empty when it does."),
            field("milliseconds", &BucketDto::milliseconds, "It took to answer."),
        };
    }
};

struct DiskDto {
    std::int64_t free_bytes = 0;
    std::int64_t total_bytes = 0;

    static constexpr std::string_view kName = "DiskSpace";

    static constexpr auto fields() {
        return std::tuple{
            field("freeBytes", &DiskDto::free_bytes, "Where the data folder lies."),
            field("totalBytes", &DiskDto::total_bytes, "Of the same disk."),
        };
    }
};

struct EngineStandingDto {
    std::string id;
    std::string title;
    bool is_available = true;
    std::string reason;
    std::optional<Timestamp> since;
    std::int64_t waiting = 0;
    std::int64_t running = 0;

    static constexpr std::string_view kName = "EngineStanding";

    static constexpr auto fields() {
        using Dto = EngineStandingDto;
        return std::tuple{
            field("id", &Dto::id, "What requests call it."),
            field("title", &Dto::title, "What people call it."),
            field("isAvailable", &Dto::is_available, "False while it cannot work."),
            field("reason", &Dto::reason, "Why it cannot; empty when it can."),
            field("since", &Dto::since, "When this began, as this process has seen it."),
            field("waiting", &Dto::waiting, "Images that nobody has begun."),
            field("running", &Dto::running, "Images in its hands."),
        };
    }
};

struct TrainingCountDto {
    std::string state;
    std::int64_t count = 0;
    std::int64_t price_microdollars = 0;

    static constexpr std::string_view kName = "TrainingCount";

    static constexpr auto fields() {
        using Dto = TrainingCountDto;
        return std::tuple{
            field("state", &Dto::state, "How far they are."),
            field("count", &Dto::count, "Ordered in the period."),
            field("priceMicrodollars", &Dto::price_microdollars, "Of all of them."),
        };
    }
};

struct AccountingDto {
    std::int64_t submitted = 0;
    std::int64_t kept = 0;
    std::int64_t refunded = 0;
    std::int64_t cancelled = 0;
    std::int64_t running = 0;
    bool is_balanced = false;

    static constexpr std::string_view kName = "Accounting";

    static constexpr auto fields() {
        using Dto = AccountingDto;
        return std::tuple{
            field("submitted", &Dto::submitted, "Images ever asked for, counted when accepted."),
            field("kept", &Dto::kept, "Counted when they ended, as the next two."),
            field("refunded", &Dto::refunded, "Failed or blocked."),
            field("cancelled", &Dto::cancelled, "By whoever asked."),
            field("running", &Dto::running, "Not done."),
            field("isBalanced", &Dto::is_balanced, "True when the first is the sum of the rest."),
        };
    }
};

struct OverviewDto {
    std::string version;
    std::string from;
    std::string to;
    std::int64_t database_milliseconds = 0;
    std::vector<BucketDto> buckets;
    std::optional<DiskDto> disk;
    std::vector<EngineStandingDto> engines;
    bool falls_back = false;
    std::vector<TrainingCountDto> trainings;
    AccountingDto accounting;

    static constexpr std::string_view kName = "AdminOverview";

    static constexpr auto fields() {
        using Dto = OverviewDto;
        return std::tuple{
            field("version", &Dto::version, "Of the program."),
            field("from", &Dto::from, "First day of the period."),
            field("to", &Dto::to, "Its last day."),
            field("databaseMilliseconds", &Dto::database_milliseconds, "It took to answer this."),
            field("buckets", &Dto::buckets, "The stores, asked some seconds ago at most."),
            field("disk", &Dto::disk, "Null where it cannot be told."),
            field("engines", &Dto::engines, "The default first, with their queues."),
            field("fallsBack", &Dto::falls_back, "True when engines step in for each other."),
            field("trainings", &Dto::trainings, "Of the period, by state."),
            field("accounting", &Dto::accounting, "Of all time."),
        };
    }
};

struct UsageSumsDto {
    std::int64_t batches = 0;
    std::int64_t submitted = 0;
    std::int64_t kept = 0;
    std::int64_t failed = 0;
    std::int64_t blocked = 0;
    std::int64_t cancelled = 0;
    std::int64_t image_microdollars = 0;
    std::int64_t trainings = 0;
    std::int64_t training_microdollars = 0;
    std::int64_t price_microdollars = 0;

    static constexpr std::string_view kName = "UsageSums";

    static constexpr auto fields() {
        using Dto = UsageSumsDto;
        return std::tuple{
            field("batches", &Dto::batches, "Accepted in the period."),
            field("submitted", &Dto::submitted, "Images asked for."),
            field("kept", &Dto::kept, "Of batches that have ended, as the next three."),
            field("failed", &Dto::failed, "Images."),
            field("blocked", &Dto::blocked, "Images."),
            field("cancelled", &Dto::cancelled, "Images."),
            field("imageMicrodollars", &Dto::image_microdollars, "Where the engine said so."),
            field("trainings", &Dto::trainings, "Ordered in the period."),
            field("trainingMicrodollars", &Dto::training_microdollars, "Of completed ones."),
            field("priceMicrodollars", &Dto::price_microdollars, "Of both."),
        };
    }
};

struct WalletUsageDto : UsageSumsDto {
    std::string wallet_address;
    Timestamp last_used_at;

    static constexpr std::string_view kName = "WalletUsage";

    static constexpr auto fields() {
        const auto own = std::tuple{
            field("walletAddress", &WalletUsageDto::wallet_address, "In its EIP-55 form."),
            field("lastUsedAt", &WalletUsageDto::last_used_at, "The last order of the period."),
        };
        return std::tuple_cat(own, UsageSumsDto::fields());
    }
};

struct UsagePageDto {
    std::string from;
    std::string to;
    std::vector<WalletUsageDto> items;
    std::optional<std::string> next_cursor;
    UsageSumsDto total;
    std::int64_t wallets = 0;

    static constexpr std::string_view kName = "AdminUsage";

    static constexpr auto fields() {
        using Dto = UsagePageDto;
        return std::tuple{
            field("from", &Dto::from, "First day of the period."),
            field("to", &Dto::to, "Its last day."),
            field("items", &Dto::items, "The dearest first, then the busiest."),
            field("nextCursor", &Dto::next_cursor, "Of the next page; null at the end."),
            field("total", &Dto::total, "Of all wallets."),
            field("wallets", &Dto::wallets, "How many there are."),
        };
    }
};

void fill(UsageSumsDto& dto, const Usage& usage) {
    dto = {
        usage.batches,
        usage.submitted,
        usage.kept,
        usage.failed,
        usage.blocked,
        usage.cancelled,
        usage.image_price,
        usage.trainings,
        usage.training_price,
        usage.price()};
}

AccountingDto to_dto(const Accounting& sums) {
    return {
        sums.submitted, sums.kept, sums.refunded, sums.cancelled, sums.running, sums.is_balanced()};
}

OverviewDto to_dto(const Overview& overview) {
    OverviewDto dto;
    dto.from = overview.days.first;
    dto.to = overview.days.last;
    dto.database_milliseconds =
        std::chrono::ceil<std::chrono::milliseconds>(overview.database_took).count();
    for (const BucketHealth& bucket : overview.buckets) {
        dto.buckets.push_back(
            {bucket.bucket, bucket.is_reachable, bucket.reason, bucket.took.count()}
        );
    }
    if (overview.disk) {
        dto.disk = {overview.disk->free_bytes, overview.disk->total_bytes};
    }
    for (const EngineStanding& engine : overview.engines) {
        dto.engines.push_back(
            {engine.id,
             engine.title,
             engine.health.available,
             engine.health.reason,
             engine.since,
             engine.waiting,
             engine.running}
        );
    }
    for (const TrainingCount& count : overview.trainings) {
        dto.trainings.push_back({count.state, count.count, count.price});
    }
    dto.accounting = to_dto(overview.accounting);
    return dto;
}

Task<OverviewDto> show(Call& call, PeriodInput input) {
    LIKENESS_CO_TRY(const Days days, Days::from(input.from, input.to, call.services.clock.now()));
    LIKENESS_CO_TRY(const Overview overview, co_await call.services.desk.overview.show(days));
    OverviewDto dto = to_dto(overview);
    dto.version = call.services.facts.version;
    dto.falls_back = call.services.engines.falls_back();
    co_return dto;
}

Task<UsagePageDto> show_usage(Call& call, UsageInput input) {
    LIKENESS_CO_TRY(const Days days, Days::from(input.from, input.to, call.services.clock.now()));
    std::optional<UsageCursor> after;
    if (input.cursor) {
        LIKENESS_CO_TRY(after, UsageCursor::parse(*input.cursor));
    }
    LIKENESS_CO_TRY(
        const UsagePage page,
        co_await call.services.desk.usage.usage(days, std::move(after), input.limit)
    );
    UsagePageDto dto{days.first, days.last, {}, std::nullopt, {}, page.wallets};
    for (const WalletUsage& wallet : page.items) {
        WalletUsageDto row;
        fill(row, wallet.usage);
        row.wallet_address = wallet.wallet.text();
        row.last_used_at = wallet.last_used_at;
        dto.items.push_back(std::move(row));
    }
    if (page.next) {
        dto.next_cursor = page.next->text();
    }
    fill(dto.total, page.total);
    co_return dto;
}

}  // namespace

EndpointPtr overview() {
    return answers(&show);
}

EndpointPtr usage() {
    return answers(&show_usage);
}

}  // namespace likeness::api::admin
