#pragma once

#include "api/services.hpp"
#include "net/message.hpp"
#include "testing/process.hpp"
#include "testing/stub_finisher.hpp"
#include "testing/training_world.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace likeness::test {

/// Takes no file.
class NoLoraStaging final : public LoraStaging {
public:
    Task<std::unique_ptr<LoraUpload>> begin(LoraId /*id*/) override {
        co_return Error::unavailable("No file is taken here.");
    }
};

/// Takes no image.
class NoImageIntake final : public ImageIntake {
public:
    Task<std::unique_ptr<IncomingImage>> begin() override {
        co_return Error::unavailable("No image is taken here.");
    }

    Task<InspectedImage> inspect(StagedImage, std::string) override {
        co_return Error::unavailable("No image is taken here.");
    }
};

/// Takes no photo.
class NoUploadIntake final : public UploadIntake {
public:
    Task<std::unique_ptr<IncomingUpload>> begin(std::string) override {
        co_return Error::unavailable("No photo is taken here.");
    }
};

/// Fetches nothing.
class NoLoraLinks final : public LoraLinks {
public:
    Task<StagedLora> fetch(WalletAddress /*holder*/, std::string /*url*/, std::int64_t /*limit*/)
        override {
        co_return Error::unavailable("No link is followed here.");
    }
};

/// What the handlers of the API are given: use cases on a real database and fakes.
struct TestServices {
    /// The value of Authorization of an API key of wallet 1.
    std::string authorization() {
        const CreatedToken created = world.run.value(tokens.create(sample_wallet(1), "for a test"));
        return "Bearer " + created.secret;
    }

    /// Runs what answers a request.
    net::Response run(asio::awaitable<net::Response> answer) {
        std::optional<net::Response> response;
        world.run(keep(std::move(answer), response));
        return *std::move(response);
    }

    World world;
    Process process{world};
    SignIn sign_in{world.database.identities(), world.clock, world.random, {}};
    Authentication authentication{world.database.identities(), world.clock, std::nullopt};
    AbuseLimits abuse_limits{world.clock, {}};
    ApiTokens tokens{world.database.identities(), authentication, world.clock, world.random};
    Loras loras{world.database.loras(), world.database.images(), process.people, world.clock};
    ImportLora import_lora{
        world.database.loras(),
        world.store,
        process.engines,
        process.people,
        world.clock,
        world.random};
    NoLoraStaging staging;
    NoLoraLinks links;
    NoImageIntake image_intake;
    MoveInImages move_in{
        world.database.moved_images(),
        image_intake,
        world.store,
        world.clock,
        world.random};
    Galleries galleries{
        world.database.images(),
        world.database.ledger(),
        world.database.loras(),
        process.people};
    Library library{world.database.library(), world.database.searches(), world.clock, world.random};
    Trash trash{world.database.trash(), world.store, world.clock};
    StubFinisher finisher;
    ZipLinks zip_links{world.database.selections(), world.clock, world.random, "a key"};
    NoUploadIntake intake;
    Uploads uploads{world.database.uploads(), world.store, world.clock, world.random};
    TemporaryFolder folder{memory_folder()};
    StubArchiver archiver{folder.path()};
    PackTraining pack{world.store, archiver};
    KeepTraining keep_training{staging, world.store, world.clock};
    TrainingBell bell{world.run.executor()};
    TrainingRunner training_runner{
        world.run.executor(),
        world.database.training_queue(),
        nullptr,
        pack,
        keep_training,
        bell,
        world.clock,
        {}};
    TrainLoras train{
        world.database.trainings(),
        world.database.uploads(),
        process.people,
        nullptr,
        pack,
        training_runner,
        bell,
        world.clock,
        world.random,
        {}};
    Passwords passwords{world.random};
    Shares shares{
        world.database.shares(),
        world.database.ledger(),
        world.database.loras(),
        passwords,
        world.clock,
        world.random};
    SharedPictures shared_pictures{
        world.database.shares(),
        world.database.ledger(),
        world.database.loras(),
        passwords,
        world.clock,
        SharePasses("a secret of the tests"),
        {}};
    Sessions sessions{world.database.identities(), authentication, world.clock};
    Drafts drafts{world.database.drafts(), loras, world.clock};
    ExpectedTimes expected_times{world.database.usage()};
    EngineWatch engine_watch{process.engines, world.clock};
    StoreProbe stores{world.run.executor(), world.store};
    ServerOverview overview{world.database.usage(), process.engines, engine_watch, stores, [] {
                                return DiskSpace{1, 2};
                            }};
    api::Services services{
        sign_in,
        authentication,
        abuse_limits,
        tokens,
        process.people,
        loras,
        import_lora,
        staging,
        links,
        move_in,
        image_intake,
        process.generate,
        galleries,
        library,
        trash,
        finisher,
        zip_links,
        process.engines,
        world.database.ledger(),
        process.events,
        world.store,
        world.clock,
        {uploads, intake, train, world.database.trainings(), bell},
        shares,
        shared_pictures,
        {sessions, drafts, expected_times, overview, world.database.usage()},
        {}};

private:
    static asio::awaitable<void>
    keep(asio::awaitable<net::Response> answer, std::optional<net::Response>& response) {
        response.emplace(co_await std::move(answer));
    }
};

}  // namespace likeness::test
