#pragma once

#include "core/abuse_limits.hpp"
#include "core/api_tokens.hpp"
#include "core/authentication.hpp"
#include "core/drafts.hpp"
#include "core/engines.hpp"
#include "core/expected_times.hpp"
#include "core/galleries.hpp"
#include "core/generate_images.hpp"
#include "core/import_lora.hpp"
#include "core/library.hpp"
#include "core/loras.hpp"
#include "core/move_in_images.hpp"
#include "core/people.hpp"
#include "core/ports/image_finisher.hpp"
#include "core/ports/lora_links.hpp"
#include "core/server_overview.hpp"
#include "core/sessions.hpp"
#include "core/shared_pictures.hpp"
#include "core/shares.hpp"
#include "core/sign_in.hpp"
#include "core/train_loras.hpp"
#include "core/trash.hpp"
#include "core/uploads.hpp"
#include "core/zip_links.hpp"

namespace likeness::api {

/// What a deployment tells its clients and its handlers.
struct ServerFacts {
    std::string version;
    std::string public_url;       // without a slash at the end
    bool secure_cookies = false;  // served by https
    QuotaRule quota;
    std::int64_t max_lora_bytes = std::int64_t{2} * 1024 * 1024 * 1024;
    std::chrono::minutes generation_wait{10};  // how long a waiting generate call may stay open
};

/// What has to do with training.
struct TrainingServices {
    Uploads& uploads;
    UploadIntake& intake;
    TrainLoras& train;
    TrainingLedger& ledger;
    TrainingBell& bell;
};

/// What tells people and the operator how things stand.
struct DeskServices {
    Sessions& sessions;
    Drafts& drafts;
    ExpectedTimes& expected_times;
    ServerOverview& overview;
    UsageRepository& usage;
};

/// The use cases that handlers call. All outlive the server.
struct Services {
    SignIn& sign_in;
    Authentication& authentication;
    AbuseLimits& abuse_limits;
    ApiTokens& tokens;
    People& people;
    Loras& loras;
    ImportLora& import_lora;
    LoraStaging& lora_staging;
    LoraLinks& lora_links;
    MoveInImages& move_in;
    ImageIntake& image_intake;
    GenerateImages& generate;
    Galleries& galleries;
    Library& library;
    Trash& trash;
    ImageFinisher& finisher;
    ZipLinks& zip_links;
    Engines& engines;
    GenerationLedger& ledger;
    GenerationEvents& events;
    ObjectStore& objects;
    const Clock& clock;
    TrainingServices training;
    Shares& shares;
    SharedPictures& shared_pictures;
    DeskServices desk;
    ServerFacts facts;
};

}  // namespace likeness::api
