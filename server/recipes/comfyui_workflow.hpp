#pragma once

#include <boost/json/object.hpp>

#include <optional>

namespace likeness::recipes {

/// ComfyUI's editor saves a graph as it draws it: {"nodes":[{"id":3,"type":"KSampler","inputs":
/// [{"name":"model","link":1}],"widgets_values":[42,"fixed",20,8,"euler","normal",1]}],
/// "links":[[1,4,0,3,0,"MODEL"]]}. This is the same in the form of ComfyGraph, for the nodes whose
/// widgets are known and all links; nothing if it is no such graph. Muted nodes are left out;
/// bypassed ones keep only their links.
std::optional<boost::json::object> graph_of_workflow(const boost::json::object& workflow);

}  // namespace likeness::recipes
