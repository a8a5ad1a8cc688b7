#include "adapters/image_intake/folder_image_intake.hpp"
#include "app/commands/command_tools.hpp"
#include "app/foreign_images.hpp"
#include "base/json_text.hpp"
#include "core/move_in_images.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace likeness::app {

namespace {

constexpr std::size_t kMostNamed = 20;

struct Refused {
    std::string path;
    std::string reason;
};

struct MoveInCounts {
    std::int64_t added = 0;
    std::int64_t known = 0;
    std::int64_t without_recipe = 0;  // of those added
    std::int64_t refused = 0;
    std::vector<Refused> first_refused = {};  // kMostNamed at most
};

/// What is wrong with this file alone; all else ends the command.
bool is_about_the_file(ErrorCode code) {
    return code == ErrorCode::unsupported_media_type || code == ErrorCode::payload_too_large ||
           code == ErrorCode::invalid_argument || code == ErrorCode::unprocessable;
}

/// A line on a terminal, nothing elsewhere.
class ProgressLine {
public:
    ProgressLine(std::size_t of, bool is_quiet)
        : of_(of),
          is_shown_(!is_quiet && isatty(STDERR_FILENO) == 1) {}

    void show(std::size_t done) const {
        if (is_shown_) {
            fmt::print(stderr, "\r{} of {} images", done, of_);
        }
    }

    void finish() const {
        if (is_shown_) {
            fmt::print(stderr, "\r{: <50}\r", "");
        }
    }

private:
    std::size_t of_;
    bool is_shown_;
};

Task<MovedImage> take(
    MoveInImages& move_in,
    ImageIntake& intake,
    Caller caller,
    Bytes file,
    ArrivingImage arriving
) {
    LIKENESS_CO_TRY(const std::unique_ptr<IncomingImage> incoming, co_await intake.begin());
    LIKENESS_CO_CHECK(co_await incoming->write(std::move(file)));
    LIKENESS_CO_TRY(arriving.staged, co_await incoming->finish());
    co_return co_await move_in.take(std::move(caller), std::move(arriving));
}

class MoveIn {
public:
    MoveIn(const ForeignImages& images, MoveInImages& move_in, ImageIntake& intake, Caller caller)
        : images_(images),
          move_in_(move_in),
          intake_(intake),
          caller_(std::move(caller)) {}

    Task<MoveInCounts> run(ProgressLine progress) {
        MoveInCounts counts;
        std::size_t done = 0;
        for (const ForeignImage& image : images_.images()) {
            const Result<MovedImage> moved = co_await take_one(image);
            if (!moved && !is_about_the_file(moved.error().code)) {
                progress.finish();
                co_return moved.error();
            }
            count(counts, image, moved);
            progress.show(++done);
        }
        progress.finish();
        co_return counts;
    }

private:
    Task<MovedImage> take_one(const ForeignImage& image) {
        LIKENESS_CO_TRY(
            Bytes file,
            images_.read(image.path, static_cast<std::uint64_t>(MoveInLimits::kMaxImageBytes))
        );
        ArrivingImage arriving;
        arriving.path = image.path;
        arriving.modified_at = image.modified_at;
        if (!image.sidecar.empty()) {
            Result<Bytes> sidecar = images_.read(image.sidecar, MoveInLimits::kMaxSidecarBytes);
            // One that cannot be read is left out: the picture is welcome without it.
            arriving.sidecar = sidecar ? *std::move(sidecar) : Bytes();
        }
        co_return co_await take(move_in_, intake_, caller_, std::move(file), std::move(arriving));
    }

    static void
    count(MoveInCounts& counts, const ForeignImage& image, const Result<MovedImage>& moved) {
        if (!moved) {
            ++counts.refused;
            if (counts.first_refused.size() < kMostNamed) {
                counts.first_refused.push_back({image.path, moved.error().message});
            }
        } else if (moved->was_known) {
            ++counts.known;
        } else {
            ++counts.added;
            counts.without_recipe += moved->program ? 0 : 1;
        }
    }

    const ForeignImages& images_;
    MoveInImages& move_in_;
    ImageIntake& intake_;
    Caller caller_;
};

Result<MoveInCounts> move_in(const CommonOptions& common, const GalleryOptions& options) {
    LIKENESS_TRY(const std::unique_ptr<ForeignImages> images, ForeignImages::open(options.place));
    if (images->images().empty()) {
        return Error{
            ErrorCode::unprocessable,
            "There is no image in " + options.place + ": neither .png nor .jpg nor .webp."};
    }
    LIKENESS_TRY(const Config config, read_config(common));
    LIKENESS_TRY(WalletAddress wallet, wallet_of(config, options.wallet));
    CommandLoop loop;
    LIKENESS_TRY(
        const std::unique_ptr<Storage> storage, Storage::open(config, loop.context().get_executor())
    );
    image_intake::FolderImageIntake intake(config.data_dir / "staging", storage->random);
    MoveInImages use_case(
        storage->moved_images, intake, storage->objects(), storage->clock, storage->random
    );
    MoveIn all(*images, use_case, intake, Caller{std::move(wallet), true});
    return loop.run(all.run(ProgressLine(images->images().size(), common.json)));
}

void print_json(const MoveInCounts& counts) {
    std::string refused;
    for (const Refused& each : counts.first_refused) {
        refused += refused.empty() ? "" : ",";
        refused += R"({"path":)" + json_string(each.path) + R"(,"reason":)" +
                   json_string(each.reason) + "}";
    }
    fmt::print(
        R"({{"added":{},"known":{},"withoutRecipe":{},"refused":{},"firstRefused":[{}]}})"
        "\n",
        counts.added,
        counts.known,
        counts.without_recipe,
        counts.refused,
        refused
    );
}

/// Names of files may hold anything, and a terminal would obey it.
std::string printable(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool is_control = static_cast<unsigned char>(c) < 0x20U || c == '\x7f';
        out += is_control ? '?' : c;
    }
    return out;
}

void print_text(const MoveInCounts& counts) {
    for (const Refused& each : counts.first_refused) {
        fmt::print("refused: {}: {}\n", printable(each.path), printable(each.reason));
    }
    if (counts.refused > static_cast<std::int64_t>(counts.first_refused.size())) {
        fmt::print("refused: and others\n");
    }
    fmt::print(
        "{} images moved in ({} without a recipe), {} were here already, {} were refused.\n",
        counts.added,
        counts.without_recipe,
        counts.known,
        counts.refused
    );
}

}  // namespace

int run_move_in(const CommonOptions& common, const GalleryOptions& options) {
    const Result<MoveInCounts> counts = move_in(common, options);
    if (!counts) {
        return report(counts.error(), common);
    }
    if (common.json) {
        print_json(*counts);
    } else {
        print_text(*counts);
    }
    return counts->refused == 0 ? kDone : kFailed;
}

}  // namespace likeness::app
