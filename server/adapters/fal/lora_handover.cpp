#include "adapters/fal/lora_handover.hpp"

#include "adapters/fal/origin.hpp"
#include "base/log.hpp"

#include <system_error>
#include <utility>

namespace likeness::fal {

namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

/// Long enough for a place in fal.ai's queue and the download.
constexpr auto kLinkLifetime = 2h;
constexpr auto kCopyLifetime = 20h;  // FalStorage's files live a day
constexpr auto kPatience = 15min;

/// A file that goes when it is not needed any more.
class ScratchFile {
public:
    explicit ScratchFile(std::filesystem::path path) : path_(std::move(path)) {}

    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

LoraHandover::LoraHandover(
    asio::any_io_executor executor,
    FalCalls& calls,
    FalStorage& storage,
    ObjectStore& objects,
    ObjectFetcher& fetcher,
    std::filesystem::path scratch
)
    : calls_(calls),
      storage_(storage),
      objects_(objects),
      fetcher_(fetcher),
      scratch_(std::move(scratch)),
      copied_(std::move(executor)) {}

Task<std::string> LoraHandover::link(ObjectKey weights, std::string sha256) {
    std::string link = objects_.signed_url(Bucket::loras, weights, kLinkLifetime);
    if (!needs_copy(link)) {
        co_return link;
    }
    const Steady::time_point give_up = Steady::now() + kPatience;
    while (copying_.contains(sha256) && Steady::now() < give_up) {
        co_await copied_.wait(1s);
    }
    const auto known = copies_.find(sha256);
    if (known != copies_.end() && Steady::now() < known->second.until) {
        co_return known->second.url;
    }
    copying_.insert(sha256);
    Result<std::string> url = co_await copy(std::move(weights), sha256);
    copying_.erase(sha256);
    if (url) {
        copies_[sha256] = Copy{*url, Steady::now() + kCopyLifetime};
    }
    copied_.notify_all();
    co_return url;
}

bool LoraHandover::needs_copy(std::string_view link) const {
    using Rule = FalSettings::LoraHandover;
    const FalSettings& settings = calls_.settings();
    // A queue on this machine reaches what is on this machine.
    const bool is_out_of_reach =
        !is_on_the_internet(link) && is_on_the_internet(settings.queue_url);
    return settings.lora_handover == Rule::upload ||
           (settings.lora_handover == Rule::automatic && is_out_of_reach);
}

Task<std::string> LoraHandover::copy(ObjectKey weights, std::string sha256) {
    log::info("a LoRA is copied to fal.ai, which cannot reach this server", {{"sha256", sha256}});
    const ScratchFile file(scratch_ / ("fal-" + sha256 + ".part"));
    LIKENESS_CO_TRY(StoredObject object, co_await objects_.stat(Bucket::loras, std::move(weights)));
    const std::uint64_t size = object.size;
    LIKENESS_CO_CHECK(co_await fetcher_.fetch(Bucket::loras, std::move(object), file.path()));
    co_return co_await storage_.upload(file.path(), size, "application/octet-stream");
}

}  // namespace likeness::fal
