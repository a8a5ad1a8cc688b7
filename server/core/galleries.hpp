#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/loras.hpp"
#include "core/people.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/image_repository.hpp"

#include <string>
#include <variant>
#include <vector>

namespace likeness {

struct LoraGallery {
    Page<GeneratedImage> page;
    std::int64_t total = 0;
};

struct LoraWithScale {
    Lora lora;
    double scale = 1;
};

/// One image with all that made it.
struct ImageWithRecipe {
    GeneratedImage image;
    GenerationBatch batch;
    Lora lora;
    std::vector<LoraWithScale> further_loras;  // those of the batch that the caller may know of
};

/// What somebody chose to take away: images by name, or all of a LoRA.
using ImageChoice = std::variant<std::vector<ImageId>, LoraRef>;

struct ChosenImages {
    std::vector<GeneratedImage> images;  // in the order they were named, or newest first
    std::vector<ImageId> missing;        // named, but not there or not the caller's to see
    std::string lora_name;               // of a whole LoRA
};

/// The images that were kept, newest first.
class Galleries {
public:
    Galleries(
        ImageRepository& images,
        GenerationLedger& ledger,
        LoraRepository& loras,
        People& people
    );

    /// Everything made with a LoRA that the caller may see, by whomever.
    Task<LoraGallery> of_lora(Caller caller, LoraRef ref, std::optional<Cursor> after, int limit);
    /// The images of one of the caller's people.
    Task<Page<GeneratedImage>>
    of_person(Caller caller, PersonId person, std::optional<Cursor> after, int skip, int limit);
    /// The caller's own images, narrowed by the query. The trash is the caller's alone.
    Task<Page<GeneratedImage>> own(Caller caller, ImageQuery query);
    /// All of them in compact form.
    Task<ImageIndex> index(Caller caller, ImageQuery query);
    /// The caller's own among them, in their order.
    Task<std::vector<GeneratedImage>> own_by_id(Caller caller, std::vector<ImageId> ids);
    /// By whoever made it, and by everyone who may see its LoRA.
    Task<ImageWithRecipe> find(Caller caller, ImageId id);
    /// All that a choice stands for, each image once, as far as the caller may see them as by
    /// find(); payload_too_large beyond `limit`. The one place that decides what is taken away.
    Task<ChosenImages> chosen(Caller caller, ImageChoice choice, std::size_t limit);

private:
    Task<std::vector<LoraWithScale>> further_loras(Caller caller, GenerationBatch batch);

    Task<ChosenImages> named(Caller caller, std::vector<ImageId> ids);
    Task<ChosenImages> all_of(Caller caller, LoraRef ref, std::size_t limit);

    ImageRepository& images_;
    GenerationLedger& ledger_;
    LoraRepository& loras_;
    People& people_;
};

}  // namespace likeness
