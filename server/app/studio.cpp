#include "app/studio.hpp"

#include "adapters/postgres/notify_broadcast.hpp"
#include "app/data_folder.hpp"
#include "app/version.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace likeness::app {

namespace {

SignInPolicy sign_in_policy(const Config& config, const std::vector<std::string>& origins) {
    SignInPolicy policy;
    policy.origins = origins;
    std::transform(
        origins.begin(), origins.end(), std::back_inserter(policy.domains), authority_of
    );
    policy.chain_ids = config.chain_ids;
    return policy;
}

AbuseLimits::Options abuse_options(const Config& config) {
    AbuseLimits::Options options;
    options.enabled = config.abuse_limits;
    return options;
}

GenerationRunner::Options runner_options(const std::string& owner) {
    GenerationRunner::Options options;
    options.owner = owner;
    return options;
}

std::optional<DiskSpace> disk_space(const std::filesystem::path& folder) {
    std::error_code failure;
    const std::filesystem::space_info space = std::filesystem::space(folder, failure);
    if (failure) {
        return std::nullopt;
    }
    return DiskSpace{
        static_cast<std::int64_t>(space.available), static_cast<std::int64_t>(space.capacity)};
}

std::unique_ptr<Broadcast> make_broadcast(const Config& config) {
    if (!config.has_shared_database()) {
        return nullptr;
    }
    postgres::ConnectionOptions options;
    options.url = config.database_url;
    return std::make_unique<postgres::NotifyBroadcast>(std::move(options));
}

lora_staging::LinkLoraStaging::Options link_options(const Config& config) {
    lora_staging::LinkLoraStaging::Options options;
    options.folder = config.data_dir / "staging";
    if (config.private_links) {
        options.addresses = http_client::AddressRule::any;
    }
    return options;
}

api::ServerFacts server_facts(const Config& config) {
    api::ServerFacts facts;
    facts.version = kVersion;
    facts.public_url = config.public_url;
    facts.secure_cookies = config.public_url.starts_with("https://");
    facts.quota = config.quota;
    return facts;
}

}  // namespace

std::string software_name() {
    return "Likeness " + std::string(kVersion);
}

Studio::Studio(
    asio::any_io_executor executor,
    Storage& storage,
    const Config& config,
    const std::vector<std::string>& origins
)
    : engine_room(executor, storage, config),
      engines(
          engine_room.engines(),
          config.engines.may_fall_back ? Engines::Fallback::on : Engines::Fallback::off
      ),
      finisher(software_name(), std::max<std::size_t>(2, config.engines.threads)),
      staging(config.data_dir / "staging", storage.objects(), storage.random),
      links(engine_room.http, storage.random, link_options(config)),
      events(executor),
      keep_image(finisher, storage.objects(), storage.clock),
      node(node_name(storage.random)),
      runner(
          executor,
          storage.queue,
          engines,
          keep_image,
          events,
          storage.clock,
          runner_options(node)
      ),
      broadcast(make_broadcast(config)),
      neighbours(broadcast ? std::make_unique<Neighbours>(*broadcast, events, runner) : nullptr),
      sign_in(storage.identities, storage.clock, storage.random, sign_in_policy(config, origins)),
      authentication(storage.identities, storage.clock, config.admin_wallet),
      abuse_limits(storage.clock, abuse_options(config)),
      tokens(storage.identities, authentication, storage.clock, storage.random),
      people(storage.people, storage.clock),
      loras(storage.loras, storage.images, people, storage.clock),
      import_lora(storage.loras, storage.objects(), engines, people, storage.clock, storage.random),
      image_intake(config.data_dir / "staging", storage.random),
      move_in(storage.moved_images, image_intake, storage.objects(), storage.clock, storage.random),
      galleries(storage.images, storage.ledger, storage.loras, people),
      library(storage.library, storage.searches, storage.clock, storage.random),
      trash(storage.trash, storage.objects(), storage.clock),
      zip_links(storage.selections, storage.clock, storage.random, storage.zip_link_key()),
      generate(
          storage.ledger,
          storage.queue,
          storage.loras,
          people,
          engines,
          events,
          runner,
          storage.clock,
          storage.random,
          config.quota
      ),
      training(
          executor,
          storage,
          config.data_dir / "staging",
          staging,
          people,
          engine_room.fal_trainer.get(),
          node,
          config.training_quota
      ),
      passwords(storage.random),
      shares(
          storage.shares,
          storage.ledger,
          storage.loras,
          passwords,
          storage.clock,
          storage.random
      ),
      shared_pictures(
          storage.shares,
          storage.ledger,
          storage.loras,
          passwords,
          storage.clock,
          SharePasses(session_secret(config).value()),  // it was read when the storage was opened
          abuse_options(config)
      ),
      sessions(storage.identities, authentication, storage.clock),
      drafts(storage.drafts, loras, storage.clock),
      expected_times(storage.usage),
      engine_watch(engines, storage.clock),
      stores(executor, storage.objects()),
      overview(
          storage.usage,
          engines,
          engine_watch,
          stores,
          [folder = config.data_dir] { return disk_space(folder); }
      ),
      services{
          sign_in,
          authentication,
          abuse_limits,
          tokens,
          people,
          loras,
          import_lora,
          staging,
          links,
          move_in,
          image_intake,
          generate,
          galleries,
          library,
          trash,
          finisher,
          zip_links,
          engines,
          storage.ledger,
          events,
          storage.objects(),
          storage.clock,
          training.services(),
          shares,
          shared_pictures,
          {sessions, drafts, expected_times, overview, storage.usage},
          server_facts(config)} {
    if (engine_room.fal) {
        fal_webhooks = std::make_unique<fal::WebhookRoute>(
            *engine_room.fal,
            *engine_room.fal_keys,
            storage.queue,
            storage.clock,
            [this] { runner.wake(); }
        );
    }
}

}  // namespace likeness::app
