#include "app/commands/command_tools.hpp"
#include "app/object_fetchers.hpp"
#include "base/json_text.hpp"
#include "core/copy_objects.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

/// A folder beside the data, with whatever is in it gone at the end.
class Scratch {
public:
    static Result<std::unique_ptr<Scratch>> make(const fs::path& data_dir) {
        auto scratch = std::unique_ptr<Scratch>(
            new Scratch(data_dir / "staging" / ("copy-" + std::to_string(::getpid())))
        );
        std::error_code failed;
        fs::create_directories(scratch->path_, failed);
        if (failed) {
            return Error::unavailable(
                "The folder " + scratch->path_.string() + " cannot be made: " + failed.message()
            );
        }
        return scratch;
    }

    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const fs::path& path() const { return path_; }

private:
    explicit Scratch(fs::path path) : path_(std::move(path)) {}

    fs::path path_;
};

/// A line that follows the copy, where somebody looks at it.
class ProgressLine {
public:
    void show(const CopyProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (!is_watched_ || now < shown_ + std::chrono::milliseconds{100}) {
            return;
        }
        shown_ = now;
        fmt::print(
            stderr,
            "\r{} objects looked at, {} copied ({:.1f} MB), {} were there, {} failed ",
            progress.looked_at,
            progress.copied,
            static_cast<double>(progress.bytes) / 1e6,
            progress.there,
            progress.failed
        );
        std::fflush(stderr);
    }

    void end() const {
        if (is_watched_) {
            fmt::print(stderr, "\r\033[K");
        }
    }

private:
    bool is_watched_ = ::isatty(STDERR_FILENO) != 0;
    std::chrono::steady_clock::time_point shown_;
};

void print_json(const CopyProgress& progress) {
    std::string trouble;
    for (const std::string& line : progress.trouble) {
        trouble += (trouble.empty() ? "" : ",") + json_string(line);
    }
    fmt::print(
        R"({{"complete":{},"objects":{},"copied":{},"bytes":{},"alreadyThere":{},"failed":{},"missing":{},"trouble":[{}]}})"
        "\n",
        progress.is_complete(),
        progress.looked_at,
        progress.copied,
        progress.bytes,
        progress.there,
        progress.failed,
        progress.missing,
        trouble
    );
}

void print_text(const CopyProgress& progress) {
    for (const std::string& line : progress.trouble) {
        fmt::print("{}\n", line);
    }
    fmt::print(
        "{} objects: {} copied ({:.1f} MB), {} were there.\n{}\n",
        progress.looked_at,
        progress.copied,
        static_cast<double>(progress.bytes) / 1e6,
        progress.there,
        progress.is_complete()
            ? "All of them are in the new store, with their sizes."
            : fmt::format("{} are missing there. Run it again to go on.", progress.missing)
    );
}

/// Both places, opened.
struct Places {
    Config config;
    OpenedObjects from;
    OpenedObjects to;
};

Result<OpenedObjects> open_place(
    const Settings& settings,
    const Config& config,
    const std::string& text,
    CommandLoop& loop,
    const Clock& clock
) {
    Result<ObjectsPlace> place = read_objects_place(settings, text, config.data_dir);
    if (!place || text.empty()) {
        return Error::invalid_field(
            text.empty() ? "FROM and TO" : text, place ? "must be named" : place.error().message
        );
    }
    return open_objects(
        *place, {config.buckets, config.public_url, ""}, clock, loop.context().get_executor()
    );
}

Result<Places> open_places(
    const CommonOptions& common,
    const ObjectsCopyOptions& options,
    CommandLoop& loop,
    const Clock& clock
) {
    LIKENESS_TRY(const Settings settings, Settings::resolve(common.flags));
    Places places;
    LIKENESS_TRY(places.config, Config::from(settings));
    if (options.from == options.to) {
        return Error::invalid_field("TO", "must be another store than FROM");
    }
    if (options.from.starts_with("file:") && !fs::is_directory(options.from.substr(5))) {
        return Error::invalid_field("FROM", "must be a folder that is there");
    }
    LIKENESS_TRY(places.from, open_place(settings, places.config, options.from, loop, clock));
    LIKENESS_TRY(places.to, open_place(settings, places.config, options.to, loop, clock));
    return places;
}

}  // namespace

int run_objects_copy(const CommonOptions& common, const ObjectsCopyOptions& options) {
    CommandLoop loop;
    const SystemClock clock;
    Result<Places> places = open_places(common, options, loop, clock);
    if (!places) {
        return report(places.error(), common);
    }
    const Result<std::unique_ptr<Scratch>> scratch = Scratch::make(places->config.data_dir);
    if (!scratch) {
        return report(scratch.error(), common);
    }
    CopyOptions copy_options;
    copy_options.scratch = (*scratch)->path();
    const std::unique_ptr<ObjectFetcher> fetcher = make_fetcher(places->from);
    CopyObjects copy(
        loop.context().get_executor(),
        *places->from.store,
        *fetcher,
        *places->to.store,
        copy_options
    );
    ProgressLine line;
    const Result<CopyProgress> progress =
        loop.run(copy.run([&line](const CopyProgress& now) { line.show(now); }));
    line.end();
    if (!progress) {
        return report(progress.error(), common);
    }
    if (common.json) {
        print_json(*progress);
    } else {
        print_text(*progress);
    }
    return progress->is_complete() ? kDone : kFailed;
}

}  // namespace likeness::app
