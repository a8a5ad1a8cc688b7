#pragma once

#include "app/commands/command.hpp"
#include "base/result.hpp"
#include "paperflux/adapter.hpp"

#include <memory>
#include <string>

namespace likeness::app {

/// A LoRA for `likeness generate`, which needs no server.
struct LocalLora {
    std::string name;
    std::string trigger_word;
    std::string sha256;
    double default_scale = 1.5;
    std::shared_ptr<const paperflux::Adapter> adapter;
};

/// By what the user calls it: a .safetensors file, a LoRA that comes with the program (name, title
/// or trigger word), or one in the data folder (name, number or id), if there is a database.
Result<LocalLora> find_local_lora(const CommonOptions& common, const std::string& wanted);

}  // namespace likeness::app
