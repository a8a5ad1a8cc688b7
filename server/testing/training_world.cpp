#include "testing/training_world.hpp"

#include <fstream>
#include <utility>

namespace likeness::test {

namespace {

using namespace std::chrono_literals;

class StubDraft final : public ArchiveDraft {
public:
    StubDraft(std::shared_ptr<const StagedFile> file, Faults& faults)
        : file_(std::move(file)),
          faults_(faults) {}

    Task<void> add(ArchivePicture picture) override {
        if (std::optional<Error> fault = faults_.take()) {
            co_return *std::move(fault);
        }
        content_ += picture.file;
        if (picture.crop) {
            content_ += " cut at " + std::to_string(picture.crop->left) + "," +
                        std::to_string(picture.crop->top) + " to " +
                        std::to_string(picture.crop->side);
        }
        content_ += ": " + picture.caption + "\n";
        co_return Result<void>{};
    }

    Task<StagedArchive> finish() override {
        std::ofstream(file_->path(), std::ios::binary) << content_;
        co_return StagedArchive{file_, static_cast<std::int64_t>(content_.size())};
    }

private:
    std::shared_ptr<const StagedFile> file_;
    Faults& faults_;
    Bytes content_;
};

}  // namespace

Task<std::unique_ptr<ArchiveDraft>> StubArchiver::begin() {
    auto file = std::make_shared<const StagedFile>(folder_ / "archive.part");
    std::unique_ptr<ArchiveDraft> draft = std::make_unique<StubDraft>(std::move(file), faults);
    co_return draft;
}

std::vector<UploadedImage> TrainingWorld::add_photos(int count, int wallet) {
    std::vector<UploadedImage> photos;
    for (int i = 1; i <= count; ++i) {
        UploadedImage photo =
            run.value(database.uploads().add(samples.upload(sample_wallet(wallet)), 1'000));
        run.value(
            store.put(Bucket::uploads, photo.path, "photo " + std::to_string(i), photo.content_type)
        );
        photos.push_back(std::move(photo));
    }
    return photos;
}

TrainingRunner::Options quick_training_options(std::string owner) {
    TrainingRunner::Options options;
    options.owner = std::move(owner);
    options.poll = 20ms;
    options.look = 5ms;
    options.first_retry = 1ms;
    options.keep_trying = 10s;
    return options;
}

TrainingProcess::TrainingProcess(TrainingWorld& the_world, TrainingRunner::Options options)
    : world(the_world),
      staging(world.folder.path(), world.store, world.random),
      archiver(world.folder.path()),
      pack(world.store, archiver),
      keep(staging, world.store, world.clock),
      bell(world.run.executor()),
      runner(
          world.run.executor(),
          world.database.training_queue(),
          &world.trainer,
          pack,
          keep,
          bell,
          world.clock,
          std::move(options)
      ),
      people(world.database.people(), world.clock),
      train(
          world.database.trainings(),
          world.database.uploads(),
          people,
          &world.trainer,
          pack,
          runner,
          bell,
          world.clock,
          world.random,
          kSampleTrainingQuota
      ) {}

TrainingProcess::~TrainingProcess() {
    world.trainer.submitting.open();
    world.run(runner.drain(5s));
}

TrainRequest TrainingProcess::request(const std::vector<UploadedImage>& photos) {
    TrainRequest request;
    request.name = "Ada";
    request.trigger_word = "adalv";
    for (const UploadedImage& photo : photos) {
        request.pictures.push_back({photo.id});
    }
    return request;
}

LoraId TrainingProcess::submit(int wallet) {
    TrainRequest wanted = request(world.add_photos(4, wallet));
    return world.run.value(train.submit(caller(wallet), std::move(wanted))).id;
}

Training TrainingProcess::ended(const LoraId& id) {
    return world.run.value(train.wait(id, 20s));
}

Training TrainingProcess::stored(const LoraId& id) {
    return world.run.value(world.database.trainings().find(id));
}

Lora TrainingProcess::lora(const LoraId& id) {
    return world.run.value(world.database.loras().find(id));
}

}  // namespace likeness::test
