#include "app/commands/command_tools.hpp"
#include "app/gallery_import.hpp"
#include "base/json_text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <set>
#include <system_error>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

Catalogue catalogue_of(const Config& config) {
    return config.has_shared_database() ? Catalogue::postgres : Catalogue::sqlite;
}

std::string json_list(const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts) {
        list += (list.empty() ? "" : ",") + json_string(text);
    }
    return "[" + list + "]";
}

void print_missing(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
        fmt::print("missing: {}\n", file);
    }
}

Result<ExportCounts> export_to(const CommonOptions& common, const GalleryOptions& options) {
    LIKENESS_TRY(const Config config, read_config(common));
    std::optional<std::string> wallet;
    if (options.wallet) {
        LIKENESS_TRY(const WalletAddress named, wallet_of(config, options.wallet));
        wallet = named.text();
    }
    std::set<std::string> texts;
    CommandLoop loop;
    LIKENESS_TRY(
        const std::unique_ptr<Storage> storage, Storage::open(config, loop.context().get_executor())
    );
    LIKENESS_TRY(
        const ExportedTables tables,
        loop.run(read_gallery(storage->database(), catalogue_of(config), texts, wallet))
    );
    return loop.run(export_gallery(
        tables, storage->objects(), storage->fetcher(), options.place, to_iso(storage->clock.now())
    ));
}

Result<ImportCounts>
import_from(const CommonOptions& common, const std::unique_ptr<ExportTree>& tree) {
    LIKENESS_TRY(const Config config, read_config(common));
    std::set<std::string> texts;
    CommandLoop loop;
    LIKENESS_TRY(
        const std::unique_ptr<Storage> storage, Storage::open(config, loop.context().get_executor())
    );
    const fs::path scratch = config.data_dir / "staging" / ("import-" + std::to_string(::getpid()));
    std::error_code failed;
    fs::create_directories(scratch, failed);
    if (failed) {
        return Error::unavailable("The folder " + scratch.string() + " cannot be made.");
    }
    Result<ImportCounts> counts = loop.run(import_gallery(
        *tree, storage->database(), catalogue_of(config), texts, storage->objects(), scratch
    ));
    fs::remove_all(scratch, failed);
    return counts;
}

}  // namespace

int run_export(const CommonOptions& common, const GalleryOptions& options) {
    const Result<ExportCounts> counts = export_to(common, options);
    if (!counts) {
        return report(counts.error(), common);
    }
    if (common.json) {
        fmt::print(
            "{{\"loras\":{},\"images\":{},\"bytes\":{},\"missing\":{}}}\n",
            counts->loras,
            counts->images,
            counts->bytes,
            json_list(counts->missing)
        );
    } else {
        print_missing(counts->missing);
        fmt::print(
            "{} images of {} LoRAs ({:.1f} MB) are in {}. Open {} there to look at them.\n",
            counts->images,
            counts->loras,
            static_cast<double>(counts->bytes) / 1e6,
            options.place,
            kExportPage
        );
    }
    return counts->missing.empty() ? kDone : kFailed;
}

/// What has no index.json is no export of ours but images of another program.
int run_import(const CommonOptions& common, const GalleryOptions& options) {
    const Result<std::unique_ptr<ExportTree>> tree = ExportTree::open(options.place);
    if (!tree) {
        return report(tree.error(), common);
    }
    if (!(*tree)->has(std::string(kExportIndex))) {
        return run_move_in(common, options);
    }
    if (options.wallet) {
        return report(
            Error::invalid_field("--wallet", "is of the export itself; leave it out"), common
        );
    }
    const Result<ImportCounts> counts = import_from(common, *tree);
    if (!counts) {
        return report(counts.error(), common);
    }
    if (common.json) {
        fmt::print(
            "{{\"loras\":{},\"images\":{},\"missing\":{}}}\n",
            counts->loras,
            counts->images,
            json_list(counts->missing)
        );
    } else {
        print_missing(counts->missing);
        fmt::print("{} images of {} LoRAs are here now.\n", counts->images, counts->loras);
    }
    return counts->missing.empty() ? kDone : kFailed;
}

}  // namespace likeness::app
