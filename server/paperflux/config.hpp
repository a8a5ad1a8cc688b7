#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace likeness::paperflux {

/// What config.json says beyond the sizes of the network.
struct Config {
    double shift = 1;                // of the schedule, see sampler.hpp
    double guidance_gain = 1;        // how much of the asked guidance is applied, see sampler.hpp
    std::vector<std::string> types;  // names of what a token can be; 0 is "none", 1 is "global"
    std::vector<std::uint16_t>
        type_codes;  // one for each type: the sign pattern of its 16 code dimensions
    std::vector<std::string> bands;  // the types that span the whole picture

    /// Refuses (`unprocessable`) broken files and another model or other sizes than dimensions.hpp
    /// says.
    static Result<Config> parse(BytesView json);
};

}  // namespace likeness::paperflux
