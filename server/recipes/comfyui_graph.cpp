#include "recipes/comfyui_graph.hpp"

#include "recipes/json_values.hpp"

#include <utility>

namespace likeness::recipes {

namespace {

constexpr std::size_t kMaxNodes = 10'000;

}  // namespace

std::optional<ComfyGraph> ComfyGraph::parse(boost::json::object root) {
    ComfyGraph graph(std::move(root));
    for (const auto& member : graph.root_) {
        const auto* const node = member.value().if_object();
        const auto* const type = node == nullptr ? nullptr : node->if_contains("class_type");
        const auto* const inputs = node == nullptr ? nullptr : find_object(*node, "inputs");
        if (type == nullptr || !type->is_string() || inputs == nullptr) {
            continue;
        }
        if (graph.nodes_.size() == kMaxNodes) {
            break;
        }
        graph.by_id_.emplace(member.key(), graph.nodes_.size());
        graph.nodes_.push_back({type->get_string(), inputs});
    }
    return graph.nodes_.empty() ? std::nullopt : std::optional(std::move(graph));
}

const ComfyNode* ComfyGraph::linked(const boost::json::value& value) const {
    const auto* const link = value.if_array();
    if (link == nullptr || link->size() != 2 || !(*link)[1].is_number()) {
        return nullptr;
    }
    const auto found = by_id_.find(scalar_text((*link)[0]));
    return found == by_id_.end() ? nullptr : &nodes_[found->second];
}

}  // namespace likeness::recipes
