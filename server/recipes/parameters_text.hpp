#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace likeness::recipes {

/// The text that A1111, and everything that follows it, writes:
///
///     <prompt, any number of lines>
///     Negative prompt: <any number of lines>
///     Steps: 28, Sampler: Euler, CFG scale: 3.5, Seed: 1, Size: 1024x1024, Model: "a, b", ...
///
/// Views point into the text.
class ParametersText {
public:
    /// Nothing unless there is a line of parameters: the last that begins with "Steps:" and has two
    /// more of the usual names. In a text whose line ends were lost, "Steps:" may stand inside of
    /// the line. Linear time; the first 500 parameters count.
    static std::optional<ParametersText> parse(std::string_view text);

    std::string_view prompt() const { return prompt_; }

    std::string_view negative_prompt() const { return negative_prompt_; }

    /// The value of the first parameter of this name, quotes taken off; empty if there is none.
    std::string_view find(std::string_view name) const;

private:
    using Field = std::pair<std::string_view, std::string>;

    void split_prompts(std::string_view text, bool by_lines);

    std::string_view prompt_;
    std::string_view negative_prompt_;
    std::vector<Field> fields_;
};

}  // namespace likeness::recipes
