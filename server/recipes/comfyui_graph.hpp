#pragma once

#include <boost/json/object.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::recipes {

struct ComfyNode {
    std::string_view type;                        // "KSampler"
    const boost::json::object* inputs = nullptr;  // values, or links to other nodes
};

/// A graph as ComfyUI's server executes it ("API format"): {"3":{"class_type":"KSampler",
/// "inputs":{"seed":42,"model":["4",0],...}},...}. A link names a node and its output. Graphs in
/// files may have cycles and links to nowhere.
class ComfyGraph {
public:
    /// Nothing if no member is a node. The first 10,000 nodes count.
    static std::optional<ComfyGraph> parse(boost::json::object root);

    ComfyGraph(ComfyGraph&&) = default;
    ComfyGraph& operator=(ComfyGraph&&) = default;
    ComfyGraph(const ComfyGraph&) = delete;
    ComfyGraph& operator=(const ComfyGraph&) = delete;
    ~ComfyGraph() = default;

    /// In the order of the file.
    const std::vector<ComfyNode>& nodes() const { return nodes_; }

    /// The node that an input's value links to; nullptr if it is no link.
    const ComfyNode* linked(const boost::json::value& value) const;

    enum class Step {
        on,    // go on behind this node
        past,  // not behind this one
        stop   // found
    };

    /// Calls `visit(node)` for the nodes of `queue` and all that stand behind them, nearest first,
    /// along the links whose input's name `follows` accepts; each node once.
    template <class Follows, class Visit>
    void walk_back(std::vector<const ComfyNode*> queue, Follows follows, Visit visit) const {
        std::set<const ComfyNode*> seen(queue.begin(), queue.end());
        for (std::size_t at = 0; at < queue.size(); ++at) {
            const Step step = visit(*queue[at]);
            if (step == Step::stop) {
                return;
            }
            if (step == Step::past) {
                continue;
            }
            for (const auto& input : *queue[at]->inputs) {
                const ComfyNode* const next =
                    follows(std::string_view(input.key())) ? linked(input.value()) : nullptr;
                if (next != nullptr && seen.insert(next).second) {
                    queue.push_back(next);
                }
            }
        }
    }

private:
    explicit ComfyGraph(boost::json::object root) : root_(std::move(root)) {}

    boost::json::object root_;
    std::vector<ComfyNode> nodes_;
    std::map<std::string_view, std::size_t> by_id_;
};

}  // namespace likeness::recipes
