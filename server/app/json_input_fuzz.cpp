#include "app/fuzzing_front.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace likeness::app {

namespace {

struct Target {
    net::Method method = net::Method::get;
    std::string path;
};

/// Every REST route that takes a body, with a LoRA that nobody has in its path.
std::vector<Target> targets() {
    std::vector<Target> found;
    for (const api::Operation& operation : api::operations()) {
        if (operation.kind != api::Kind::mutation || operation.takes_file ||
            operation.name.starts_with("auth.")) {
            continue;
        }
        std::string path(operation.route.path);
        for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
            path.replace(open, path.find('}') - open + 1, "1");
        }
        found.push_back({operation.route.method, std::move(path)});
    }
    return found;
}

}  // namespace

}  // namespace likeness::app

/// The first byte chooses a route, the rest is the JSON of its body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace likeness;  // NOLINT(google-build-using-namespace): a program of one function
    static app::FuzzingFront front;
    static const std::vector<app::Target> targets = app::targets();
    if (size == 0) {
        return 0;
    }
    const app::Target& target = targets[data[0] % targets.size()];
    net::InMemoryRequest source(target.method, target.path);
    source.header("Authorization", front.authorization());
    source.header("Content-Type", "application/json").body(Bytes(data + 1, data + size));
    front.answer(source);
    return 0;
}
