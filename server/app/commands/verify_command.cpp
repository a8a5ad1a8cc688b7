#include "adapters/repositories/sql_audit_repository.hpp"
#include "app/commands/command_tools.hpp"
#include "base/json_text.hpp"
#include "core/verify_storage.hpp"

#include <fmt/format.h>

namespace likeness::app {

namespace {

void print_json(const VerifyReport& found) {
    std::string list;
    for (const Discrepancy& discrepancy : found.discrepancies) {
        list += list.empty() ? "" : ",";
        list += R"({"kind":)" + json_string(discrepancy.kind) + R"(,"what":)" +
                json_string(discrepancy.what) + R"(,"detail":)" + json_string(discrepancy.detail) +
                R"(,"repaired":)" + (discrepancy.is_repaired ? "true" : "false") + "}";
    }
    const Accounting& sums = found.accounting;
    fmt::print(
        R"({{"clean":{},"images":{},"loras":{},"batches":{},"objects":{},"accounting":{{"submitted":{},"kept":{},"refunded":{},"cancelled":{},"running":{}}},"discrepancies":[{}]}})"
        "\n",
        found.is_clean(),
        found.images,
        found.loras,
        found.batches,
        found.objects,
        sums.submitted,
        sums.kept,
        sums.refunded,
        sums.cancelled,
        sums.running,
        list
    );
}

void print_text(const VerifyReport& found) {
    for (const Discrepancy& discrepancy : found.discrepancies) {
        fmt::print(
            "{}{}: {} ({})\n",
            discrepancy.kind,
            discrepancy.is_repaired ? ", repaired" : "",
            discrepancy.what,
            discrepancy.detail
        );
    }
    const Accounting& sums = found.accounting;
    fmt::print(
        "{} images, {} LoRAs, {} batches, {} objects looked at.\n"
        "{} images submitted = {} kept + {} refunded + {} cancelled + {} running.\n{}\n",
        found.images,
        found.loras,
        found.batches,
        found.objects,
        sums.submitted,
        sums.kept,
        sums.refunded,
        sums.cancelled,
        sums.running,
        found.is_clean() ? "Everything is as it should be."
                         : "Something is not as it should be; see above."
    );
}

}  // namespace

int run_verify(const CommonOptions& common, const VerifyCommandOptions& options) {
    const Result<Config> config = read_config(common);
    if (!config) {
        return report(config.error(), common);
    }
    CommandLoop loop;
    Result<std::unique_ptr<Storage>> storage =
        Storage::open(*config, loop.context().get_executor());
    if (!storage) {
        return report(storage.error(), common);
    }
    repositories::SqlAuditRepository audit((*storage)->database());
    VerifyStorage verify(audit, (*storage)->objects());
    const VerifyOptions how{options.deep, options.repair};
    const Result<VerifyReport> found = loop.run(verify.run(how));
    if (!found) {
        return report(found.error(), common);
    }
    if (common.json) {
        print_json(*found);
    } else {
        print_text(*found);
    }
    return found->is_clean() ? kDone : kFailed;
}

}  // namespace likeness::app
