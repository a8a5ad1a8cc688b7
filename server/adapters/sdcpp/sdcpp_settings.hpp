#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace likeness::sdcpp {

/// A stable-diffusion.cpp server and how it is used.
struct SdcppSettings {
    std::string url;                 // without a slash at the end
    std::filesystem::path lora_dir;  // its --lora-model-dir as we see it; empty: not shared with us
    int concurrency = 3;             // one is drawn, two wait: the GPU never idles
    std::chrono::seconds job_deadline{1'800};
};

}  // namespace likeness::sdcpp
