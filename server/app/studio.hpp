#pragma once

#include "adapters/fal/webhook_route.hpp"
#include "adapters/image_finisher/pooled_image_finisher.hpp"
#include "adapters/image_intake/folder_image_intake.hpp"
#include "adapters/lora_staging/folder_lora_staging.hpp"
#include "adapters/lora_staging/link_lora_staging.hpp"
#include "api/services.hpp"
#include "app/engine_room.hpp"
#include "app/storage.hpp"
#include "app/training_studio.hpp"
#include "core/generation_runner.hpp"
#include "core/neighbours.hpp"
#include "core/passwords.hpp"
#include "core/shared_pictures.hpp"
#include "core/shares.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

namespace likeness::app {

/// The running product without its wires: engines, use cases and the runner on top of the storage.
class Studio {
public:
    Studio(
        asio::any_io_executor executor,
        Storage& storage,
        const Config& config,
        const std::vector<std::string>& origins
    );

    EngineRoom engine_room;
    Engines engines;
    image_finisher::PooledImageFinisher finisher;
    lora_staging::FolderLoraStaging staging;
    lora_staging::LinkLoraStaging links;
    GenerationEvents events;
    KeepImage keep_image;
    const std::string node;  // owns this process's leases
    GenerationRunner runner;
    std::unique_ptr<Broadcast> broadcast;    // with a shared database only
    std::unique_ptr<Neighbours> neighbours;  // likewise
    SignIn sign_in;
    Authentication authentication;
    AbuseLimits abuse_limits;
    ApiTokens tokens;
    People people;
    Loras loras;
    ImportLora import_lora;
    image_intake::FolderImageIntake image_intake;
    MoveInImages move_in;
    Galleries galleries;
    Library library;
    Trash trash;
    ZipLinks zip_links;
    GenerateImages generate;
    std::unique_ptr<fal::WebhookRoute> fal_webhooks;  // none without fal.ai
    TrainingStudio training;
    Passwords passwords;
    Shares shares;
    SharedPictures shared_pictures;
    Sessions sessions;
    Drafts drafts;
    ExpectedTimes expected_times;
    EngineWatch engine_watch;
    StoreProbe stores;
    ServerOverview overview;

    api::Services services;
};

/// "Likeness 0.1.0".
std::string software_name();

}  // namespace likeness::app
