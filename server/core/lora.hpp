#pragma once

#include "base/id.hpp"
#include "core/caller.hpp"
#include "core/person.hpp"
#include "core/ports/object_store.hpp"
#include "core/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace likeness {

enum class LoraStatus {
    queued,
    training,
    completed,
    failed,
    cancelled
};
enum class LoraSource {
    training,
    import,
    demo,
    gallery  // of images that moved in: a name and no weights
};

/// Who sees a LoRA and its gallery: everyone and in lists; whoever has its id; only its owner.
enum class Visibility {
    public_,
    link,
    private_
};

std::string_view to_text(LoraStatus status);
std::string_view to_text(LoraSource source);
std::string_view to_text(Visibility visibility);
/// For text of our own database.
LoraStatus lora_status_from(std::string_view text);
LoraSource lora_source_from(std::string_view text);
std::optional<Visibility> visibility_from(std::string_view text);

/// How callers name a LoRA: by its text id or its integer number.
using LoraRef = std::variant<LoraId, std::int64_t>;

/// What was read from the weights file.
struct LoraFile {
    ObjectKey path;  // in the bucket of LoRAs
    std::int64_t byte_count = 0;
    std::string sha256;      // hex
    std::string base_model;  // "paperflux-1", "flux.1", ...
    std::string key_family;
    int rank = 0;
    std::optional<double> alpha;
    std::int64_t parameter_count = 0;
    std::string details;  // JSON object of the metadata worth showing, text to text
    std::vector<std::string> warnings;
};

/// The picture that stands for a LoRA.
struct LoraCover {
    Bucket bucket = Bucket::generated;
    ObjectKey path;         // of the full image; its thumbnails lie beside it
    ImageSize size;         // pixels
    std::string thumbhash;  // base64
    std::string alt;        // the prompt that made it
};

/// A row of lora_trainings: every LoRA comes from a finished training or from an imported file.
struct Lora {
    LoraId id;
    std::int64_t number = 0;
    WalletAddress wallet;  // its owner
    std::optional<PersonId> person = {};
    std::string first_name = {};  // of the person, for lists
    std::string last_name = {};
    std::string name;
    std::string trigger_word;
    LoraStatus status = LoraStatus::completed;
    LoraSource source = LoraSource::import;
    Visibility visibility = Visibility::private_;
    double default_scale = 1.5;
    std::vector<std::string> example_prompts = {};
    LoraFile file;
    std::optional<LoraCover> cover = {};
    std::int64_t image_count = 0;
    Timestamp created_at;
    bool removed = false;  // kept only for the images made with it

    /// Whether its page and gallery may be seen by someone who has its id.
    bool is_visible_to(const Caller& caller) const {
        return !removed && (visibility != Visibility::private_ || caller.may_manage(wallet));
    }
};

/// A LoRA at work in an image, as the image's recipe names it.
struct LoraUse {
    std::string name;
    std::string trigger_word;
    std::string sha256;  // of its file, hex
    double scale = 1;
};

/// A LoRA as a menu of them shows it.
struct LoraModel {
    std::int64_t number = 0;
    LoraId id;
    std::optional<PersonId> person = {};
    std::string first_name = {};
    std::string last_name = {};
    std::string trigger_word = {};
    std::string name = {};
};

/// The LoRA if the caller may see it; otherwise not_found, which does not tell that it is there.
Result<Lora> visible_to(const Caller& caller, Lora lora);

/// Where a LoRA's weights lie in the bucket of LoRAs.
ObjectKey weights_key(const LoraId& id);

}  // namespace likeness
