#pragma once

#include "recipes/comfyui_graph.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace likeness::recipes {

/// Follows inputs that are links to where their values stand: in primitive nodes, seed nodes,
/// nodes that join texts. All work together is bounded, whatever the graph's shape.
class ComfyValues {
public:
    explicit ComfyValues(const ComfyGraph& graph) : graph_(graph) {}

    /// The text or number of the first of these inputs that has one, in the node or in those that
    /// inputs of the names `via` lead to; empty if there is none.
    std::string find(
        const ComfyNode& node,
        std::initializer_list<std::string_view> names,
        std::initializer_list<std::string_view> via = {}
    );

    /// The text of an input, as it stands there or behind its link; empty if there is none.
    std::string text(const boost::json::value& input);

private:
    std::string number_behind(const ComfyNode& start);
    std::string text_of(const ComfyNode& node, int depth);
    std::string joined_text_of(const ComfyNode& node, int depth);
    std::string text_at(const boost::json::value& input, int depth);

    const ComfyGraph& graph_;
    std::size_t text_visits_left_ = 200;
    std::size_t number_visits_left_ = 500;
};

}  // namespace likeness::recipes
