#pragma once

#include "api/dto/enums.hpp"
#include "api/operation.hpp"

#include <optional>
#include <string>
#include <tuple>

namespace likeness::api {

/// What comes with an imported file: in the query, or as fields of a form.
struct ImportLoraInput {
    std::optional<std::string> name;
    std::optional<std::string> trigger;
    std::optional<std::int64_t> person_id;
    Visibility visibility = Visibility::private_;
    std::optional<std::string> url;

    static constexpr std::string_view kName = "ImportLoraInput";

    static constexpr auto fields() {
        using Input = ImportLoraInput;
        return std::tuple{
            field("name", &Input::name, "What to call it; else the title in the file.")
                .within(0, 120),
            field("trigger", &Input::trigger, "The trigger words; else those in the file.")
                .within(0, 80),
            field("personId", &Input::person_id, "Whose it is."),
            field("visibility", &Input::visibility, "Who sees it.").defaulted(),
            field(
                "url",
                &Input::url,
                "Where to fetch the file from, in place of sending it: a public address."
            )
                .within(1, 2048),
        };
    }
};

/// Streams the file of the call's body to disk and takes it in: a raw body, or the first file of a
/// form.
Task<Lora> receive_lora(Call& call, ImportLoraInput input);

}  // namespace likeness::api
