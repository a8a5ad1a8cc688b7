#include "api/dto/training_dto.hpp"
#include "app/commands/command_tools.hpp"
#include "app/studio.hpp"
#include "core/training_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t kChunk = std::size_t{256} * 1024;

/// The studio without a server, for one training. A server on the same data folder may carry it on.
struct Atelier {
    Config config;
    CommandLoop loop;
    std::unique_ptr<Storage> storage;
    std::unique_ptr<Studio> studio;
    Caller caller = {};
};

Result<std::unique_ptr<Atelier>>
open_atelier(const CommonOptions& common, const TrainOptions& options) {
    auto atelier = std::make_unique<Atelier>();
    LIKENESS_TRY(atelier->config, read_config(common));
    LIKENESS_TRY(WalletAddress wallet, wallet_of(atelier->config, options.wallet));
    atelier->caller = {std::move(wallet), true};
    LIKENESS_TRY(
        atelier->storage, Storage::open(atelier->config, atelier->loop.context().get_executor())
    );
    const std::vector<std::string> origins = {atelier->config.public_url};
    atelier->studio = std::make_unique<Studio>(
        atelier->loop.context().get_executor(), *atelier->storage, atelier->config, origins
    );
    return atelier;
}

bool is_photo(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return extension == ".jpg" || extension == ".jpeg" || extension == ".png" ||
           extension == ".webp" || extension == ".zip";
}

/// The images of a folder by name, or the one file.
Result<std::vector<fs::path>> photos_in(const std::string& place) {
    std::error_code failure;
    if (fs::is_regular_file(place, failure)) {
        return std::vector<fs::path>{place};
    }
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(place, failure)) {
        if (is_photo(entry.path())) {
            files.push_back(entry.path());
        }
    }
    if (failure) {
        return Error::invalid_field("--images", "must be a folder of images or a zip archive");
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// What the text file beside an image says, if there is one.
std::optional<std::string> caption_beside(fs::path photo) {
    std::ifstream stream(photo.replace_extension(".txt"), std::ios::binary);
    if (!stream) {
        return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Task<UploadReceipt> upload(Atelier& atelier, fs::path file) {
    TrainingStudio& training = atelier.studio->training;
    std::string name = file.filename().string();
    LIKENESS_CO_TRY(
        const std::unique_ptr<IncomingUpload> incoming,
        co_await training.intake.begin(std::move(name))
    );
    std::ifstream stream(file, std::ios::binary);
    while (true) {
        Bytes chunk(kChunk, '\0');
        stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        chunk.resize(static_cast<std::size_t>(stream.gcount()));
        if (chunk.empty()) {
            break;
        }
        LIKENESS_CO_CHECK(co_await incoming->write(std::move(chunk)));
    }
    LIKENESS_CO_TRY(const std::unique_ptr<PictureSource> pictures, co_await incoming->finish());
    UploadReceipt receipt;
    LIKENESS_CO_CHECK(co_await training.uploads.keep(atelier.caller, *pictures, receipt));
    co_return receipt;
}

Task<std::vector<WantedPicture>> upload_all(Atelier& atelier, std::vector<fs::path> files) {
    std::vector<WantedPicture> pictures;
    for (const fs::path& file : files) {
        Result<UploadReceipt> receipt = co_await upload(atelier, file);
        if (!receipt) {
            Error error = std::move(receipt).error();
            error.message = file.filename().string() + ": " + error.message;
            co_return error;
        }
        for (const RefusedPicture& refused : receipt->refused) {
            fmt::print(stderr, "left out {}: {}\n", refused.file_name, refused.reason);
        }
        for (const UploadedImage& image : receipt->kept) {
            pictures.push_back({image.id, caption_beside(file)});
        }
    }
    co_return pictures;
}

Result<TrainRequest> request_from(const TrainOptions& options) {
    TrainRequest request;
    request.name = options.name;
    request.trigger_word = options.trigger;
    request.steps = options.steps;
    request.is_style = options.is_style;
    request.create_masks = !options.no_masks;
    const std::optional<Visibility> visibility = visibility_from(options.visibility);
    if (!visibility) {
        return Error::invalid_field("--visibility", "must be public, link or private");
    }
    request.visibility = *visibility;
    return request;
}

void show(const TrainingEvent& event) {
    if (event.is_progress && event.position) {
        fmt::print(stderr, "waiting, {} ahead\n", *event.position);
    } else if (event.is_progress && event.steps_done > 0) {
        fmt::print(stderr, "step {} of {}\n", event.steps_done, event.steps);
    } else if (!event.is_progress) {
        fmt::print(stderr, "{}\n", event.type());
    }
}

Task<Training> watch(Atelier& atelier, LoraId id) {
    TrainingStudio& training = atelier.studio->training;
    TrainingStream stream(atelier.storage->trainings, training.bell, id, 0);
    while (!stream.ended()) {
        LIKENESS_CO_TRY(const std::optional<StampedTrainingEvent> event, co_await stream.next(10s));
        if (event) {
            show(event->event);
        }
    }
    co_return co_await training.train.find(atelier.caller, id);
}

Task<Training> train_now(Atelier& atelier, TrainRequest request, std::vector<fs::path> files) {
    TrainingStudio& training = atelier.studio->training;
    LIKENESS_CO_TRY(request.pictures, co_await upload_all(atelier, std::move(files)));
    LIKENESS_CO_TRY(
        const Training accepted, co_await training.train.submit(atelier.caller, std::move(request))
    );
    fmt::print(
        stderr,
        "{} photos, {} steps, about ${:.2f}\n",
        accepted.images.size(),
        accepted.steps,
        api::usd_from(accepted.price_microdollars)
    );
    training.runner.start();
    Result<Training> ended = co_await watch(atelier, accepted.id);
    co_await training.runner.drain(5s);
    co_return ended;
}

Result<Training> train(const CommonOptions& common, const TrainOptions& options) {
    LIKENESS_TRY(TrainRequest request, request_from(options));
    LIKENESS_TRY(std::vector<fs::path> files, photos_in(options.images));
    LIKENESS_TRY(const std::unique_ptr<Atelier> atelier, open_atelier(common, options));
    if (atelier->studio->training.train.trainer() == nullptr) {
        return Error::unavailable("No trainer is set up. Set FAL_KEY to train with fal.ai.");
    }
    LIKENESS_TRY(
        Training training,
        atelier->loop.run(train_now(*atelier, std::move(request), std::move(files)))
    );
    if (training.state != TrainingState::completed) {
        const GenerationFailure failure = training.failure.value_or(GenerationFailure{
            ErrorCode::conflict, "The training was cancelled."});
        return Error{failure.code, failure.message};
    }
    return training;
}

}  // namespace

int run_train(const CommonOptions& common, const TrainOptions& options) {
    const Result<Training> training = train(common, options);
    if (!training) {
        return report(training.error(), common);
    }
    if (common.json) {
        fmt::print(
            "{{\"id\":\"{}\",\"steps\":{},\"priceUsd\":{}}}\n",
            training->id.text(),
            training->steps,
            api::usd_from(training->price_microdollars)
        );
    } else {
        fmt::print("{} is ready: {}\n", training->name, training->id.text());
    }
    return kDone;
}

}  // namespace likeness::app
