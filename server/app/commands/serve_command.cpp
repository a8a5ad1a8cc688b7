#include "app/commands/command_tools.hpp"
#include "app/serve.hpp"

namespace likeness::app {

int run_serve(const CommonOptions& common) {
    Result<Config> config = read_config(common);
    if (!config) {
        return report(config.error(), common);
    }
    config->public_url = config->has_own_public_url ? config->public_url : "";
    const Result<int> status = serve(*std::move(config));
    return status ? *status : report(status.error(), common);
}

}  // namespace likeness::app
