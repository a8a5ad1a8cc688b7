#pragma once

#include "base/result.hpp"
#include "core/ports/image_engine.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The native API of stable-diffusion.cpp's server: what is sent and what is read (its
// examples/server/api.md).

namespace likeness::sdcpp {

/// GET /sdcpp/v1/capabilities.
struct Capabilities {
    std::string model;               // file name
    std::vector<std::string> loras;  // paths, relative to its folder of LoRAs

    /// True for FLUX.1 [dev] and its kin; the LoRAs fit nothing else.
    bool is_flux() const;
    /// The path of the LoRA with this hash in its name.
    std::optional<std::string> lora_with(std::string_view sha256) const;
};

std::optional<Capabilities> read_capabilities(std::string_view json);

/// The body of POST /sdcpp/v1/img_gen for one image. FLUX wants true CFG at 1 and its own distilled
/// guidance; the two are never mixed up here. `lora_paths` are those of the request's LoRAs, in
/// their order.
std::string img_gen_body(const EngineRequest& request, const std::vector<std::string>& lora_paths);

/// The seed as the server takes it: not negative, which would mean a random one.
std::int64_t seed_for(Seed seed);

/// The id in the answer to img_gen; nothing if there is none that could stand in an address.
std::optional<std::string> job_id_in(std::string_view json);

/// GET /sdcpp/v1/jobs/{id}.
struct JobStatus {
    enum class State {
        open,
        completed,
        failed,
        cancelled
    };

    State state = State::open;
    Bytes image = {};         // the first, when completed; empty if there is none
    std::string reason = {};  // of the server, for the log
};

/// Nothing unless it is a job.
std::optional<JobStatus> read_job(std::string_view json);

}  // namespace likeness::sdcpp
