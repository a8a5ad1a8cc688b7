#pragma once

#include "base/blocking_pool.hpp"
#include "core/ports/image_engine.hpp"
#include "core/ports/object_store.hpp"
#include "core/ports/random.hpp"
#include "paperflux/engine.hpp"
#include "paperflux/model.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace likeness::paperflux_engine {

/// PaperFlux behind the port: drawn on low-priority threads of this process. Weights are loaded
/// with the first image. Requests live in this process alone; drawing one again costs nothing but
/// time.
class PaperfluxEngine final : public ImageEngine {
public:
    /// The views of `files` must live as long as the program.
    PaperfluxEngine(
        asio::any_io_executor executor,
        ObjectStore& objects,
        Random& random,
        paperflux::ModelFiles files,
        std::size_t threads
    );
    ~PaperfluxEngine() override;

    const EngineProfile& profile() const override { return profile_; }

    EngineHealth health() const override { return {}; }

    Task<void> check_weights(std::filesystem::path file) override;
    Task<std::string> submit(EngineRequest request) override;
    Task<EngineImage> result(std::string request_id, StepListener on_step) override;
    void cancel(const std::string& request_id) override;

    void abandon(const std::string& request_id) override { cancel(request_id); }

private:
    struct Drawing;

    Task<std::vector<paperflux::AdapterUse>> adapters_for(std::vector<EngineLora> loras);
    Task<std::shared_ptr<const paperflux::Adapter>> adapter_for(EngineLora lora);
    Result<std::shared_ptr<paperflux::Engine>> engine();

    asio::any_io_executor executor_;
    ObjectStore& objects_;
    Random& random_;
    paperflux::ModelFiles files_;
    EngineProfile profile_;
    std::map<std::string, std::shared_ptr<Drawing>, std::less<>> drawings_;
    std::list<std::shared_ptr<const paperflux::Adapter>> adapters_;  // most recently used first
    std::mutex loading_;  // of engine_, by the threads of the pool
    std::shared_ptr<paperflux::Engine> engine_;
    BlockingPool pool_;
};

}  // namespace likeness::paperflux_engine
