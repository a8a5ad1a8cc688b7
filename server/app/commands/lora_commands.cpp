#include "adapters/lora_staging/folder_lora_staging.hpp"
#include "api/dto/lora_dto.hpp"
#include "api/encode.hpp"
#include "app/commands/command_tools.hpp"
#include "app/studio.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

/// The studio without a server, for one command.
struct Workshop {
    Config config;
    CommandLoop loop;
    std::unique_ptr<Storage> storage;
    std::unique_ptr<Studio> studio;

    Caller operator_for(const WalletAddress& wallet) const { return {wallet, true}; }

    api::LoraView view(const Caller& caller) const {
        return {caller, studio->engines, storage->objects()};
    }
};

Result<std::unique_ptr<Workshop>> open_workshop(const CommonOptions& common) {
    auto workshop = std::make_unique<Workshop>();
    LIKENESS_TRY(workshop->config, read_config(common));
    LIKENESS_TRY(
        workshop->storage, Storage::open(workshop->config, workshop->loop.context().get_executor())
    );
    const std::vector<std::string> origins = {workshop->config.public_url};
    workshop->studio = std::make_unique<Studio>(
        workshop->loop.context().get_executor(), *workshop->storage, workshop->config, origins
    );
    return workshop;
}

void print_lora(Workshop& workshop, const CommonOptions& common, Lora lora) {
    const Caller caller = workshop.operator_for(lora.wallet);
    const api::LoraDetailDto detail = api::to_detail(std::move(lora), workshop.view(caller));
    if (common.json) {
        std::string text;
        api::encode(text, detail);
        fmt::print("{}\n", text);
        return;
    }
    fmt::print(
        "{} (number {})\n  id          {}\n  trigger     {}\n  base model  {}\n  rank        {}\n  "
        "file        {} bytes, sha256 {}\n"
        "  images      {}\n",
        detail.name,
        detail.number,
        detail.id,
        detail.trigger,
        detail.base_model,
        detail.rank,
        detail.file_bytes,
        detail.sha256,
        detail.image_count
    );
    for (const std::string& warning : detail.warnings) {
        fmt::print("  note        {}\n", warning);
    }
}

/// A copy beside the data, because a store may move the file it is given.
Result<std::shared_ptr<const StagedFile>>
staged_copy(const Workshop& workshop, const std::string& file) {
    const fs::path copy =
        workshop.config.data_dir / "staging" / ("import-" + std::to_string(getpid()) + ".part");
    std::error_code failed;
    fs::create_directories(copy.parent_path(), failed);
    auto staged = std::make_shared<const StagedFile>(copy);
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing, failed);
    if (failed) {
        return Error{
            ErrorCode::not_found, "The file " + file + " cannot be read.", failed.message()};
    }
    return staged;
}

Result<Lora> import(Workshop& workshop, const LoraOptions& options) {
    LIKENESS_TRY(const WalletAddress wallet, wallet_of(workshop.config, options.wallet));
    const std::optional<Visibility> visibility = visibility_from(options.visibility);
    if (!visibility) {
        return Error::invalid_field("--visibility", "must be public, link or private");
    }
    LIKENESS_TRY(std::shared_ptr<const StagedFile> file, staged_copy(workshop, options.file));
    LIKENESS_TRY(StagedLora staged, lora_staging::inspect_file(std::move(file)));
    const LoraLabels labels{options.name, options.trigger, std::nullopt, *visibility};
    const Caller caller{wallet, false};
    return workshop.loop.run(workshop.studio->import_lora.import(caller, labels, std::move(staged))
    );
}

Result<Page<Lora>> list_page(Workshop& workshop, const std::optional<Cursor>& after) {
    LoraQuery query;
    query.all = true;
    query.after = after;
    query.limit = 200;
    return workshop.loop.run(workshop.storage->loras.list(query));
}

}  // namespace

int run_lora_list(const CommonOptions& common) {
    Result<std::unique_ptr<Workshop>> workshop = open_workshop(common);
    if (!workshop) {
        return report(workshop.error(), common);
    }
    std::string json;
    std::optional<Cursor> after;
    do {
        Result<Page<Lora>> page = list_page(**workshop, after);
        if (!page) {
            return report(page.error(), common);
        }
        for (Lora& lora : page->items) {
            if (common.json) {
                const Caller caller = (*workshop)->operator_for(lora.wallet);
                json += json.empty() ? "" : ",";
                api::encode(json, api::to_dto(std::move(lora), (*workshop)->view(caller)));
            } else {
                fmt::print(
                    "{:>5}  {:<28} {:<16} {:<12} {:>6} images\n",
                    lora.number,
                    lora.name,
                    lora.trigger_word,
                    lora.file.base_model,
                    lora.image_count
                );
            }
        }
        after = page->next;
    } while (after);
    if (common.json) {
        fmt::print("[{}]\n", json);
    }
    return kDone;
}

int run_lora_import(const CommonOptions& common, const LoraOptions& options) {
    Result<std::unique_ptr<Workshop>> workshop = open_workshop(common);
    if (!workshop) {
        return report(workshop.error(), common);
    }
    Result<Lora> lora = import(**workshop, options);
    if (!lora) {
        return report(lora.error(), common);
    }
    print_lora(**workshop, common, *std::move(lora));
    return kDone;
}

int run_lora_show(const CommonOptions& common, const LoraOptions& options) {
    Result<std::unique_ptr<Workshop>> workshop = open_workshop(common);
    if (!workshop) {
        return report(workshop.error(), common);
    }
    Result<Lora> lora = (*workshop)->loop.run(find_lora((*workshop)->storage->loras, options.lora));
    if (!lora) {
        return report(lora.error(), common);
    }
    print_lora(**workshop, common, *std::move(lora));
    return kDone;
}

int run_lora_remove(const CommonOptions& common, const LoraOptions& options) {
    Result<std::unique_ptr<Workshop>> workshop = open_workshop(common);
    if (!workshop) {
        return report(workshop.error(), common);
    }
    const Result<Lora> lora =
        (*workshop)->loop.run(find_lora((*workshop)->storage->loras, options.lora));
    if (!lora) {
        return report(lora.error(), common);
    }
    const Caller caller = (*workshop)->operator_for(lora->wallet);
    const Result<Lora> removed =
        (*workshop)->loop.run((*workshop)->studio->loras.remove(caller, LoraRef(lora->id)));
    return removed ? kDone : report(removed.error(), common);
}

}  // namespace likeness::app
