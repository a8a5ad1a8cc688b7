#pragma once

#include "base/bytes.hpp"
#include "imaging/file_texts.hpp"
#include "recipes/foreign_recipe.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

/// One function a program: the recipe if the source has one of that program, else nothing. Texts
/// come out as the file has them; read_foreign_recipe() cleans them and keeps the limits.
namespace likeness::recipes {

/// The texts of one file, or a sidecar.
class Source {
public:
    explicit Source(BytesView file);

    /// A sidecar is one text that has every name.
    static Source sidecar(std::string_view text);

    /// The first text of this name; empty if there is none.
    std::string_view find(std::string_view name) const;

    BytesView file() const { return file_; }

    /// What `read` makes of the first text that it understands.
    template <class Names>
    std::optional<ForeignRecipe>
    first_of(const Names& names, std::optional<ForeignRecipe> (*read)(std::string_view)) const {
        std::string_view before;
        for (const std::string_view name : names) {
            const std::string_view text = find(name);
            if (text.empty() || text.data() == before.data()) {
                continue;  // a sidecar is read once
            }
            if (auto recipe = read(text)) {
                return recipe;
            }
            before = text;
        }
        return std::nullopt;
    }

private:
    Source() = default;

    BytesView file_;
    std::string_view sidecar_;
    std::vector<imaging::FileText> texts_;
};

/// Where programs with one text put it: the keyword in a PNG, the other names in a JPEG or WebP.
constexpr std::array<std::string_view, 4> kParametersNames{
    "parameters",
    imaging::exif_name::kUserComment,
    imaging::exif_name::kImageDescription,
    imaging::kJpegCommentName};

std::optional<ForeignRecipe> read_likeness(const Source& source);
std::optional<ForeignRecipe> read_swarmui(const Source& source);
std::optional<ForeignRecipe> read_fooocus(const Source& source);
std::optional<ForeignRecipe> read_invokeai(const Source& source);
/// Also the text of stable-diffusion.cpp.
std::optional<ForeignRecipe> read_a1111(const Source& source);
std::optional<ForeignRecipe> read_comfyui(const Source& source);

}  // namespace likeness::recipes
