#include "core/verify_storage.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

constexpr int kPage = 5'000;
constexpr std::uint64_t kMaxImageBytes = std::uint64_t{256} << 20U;

/// `2026/11/<image id>/full.jpg` -> the image id; empty for keys of another form.
std::string image_id_in(const ObjectKey& key) {
    const std::string& text = key.text();
    const bool fits = text.size() > 41 && text[4] == '/' && text[7] == '/' && text[40] == '/';
    return fits ? text.substr(8, 32) : std::string();
}

/// `<LoRA id>/weights.safetensors` -> the LoRA id; empty for keys of another form.
std::string lora_id_in(const ObjectKey& key) {
    const std::string& text = key.text();
    return text.size() > 33 && text[32] == '/' ? text.substr(0, 32) : std::string();
}

bool is_fresh(const StoredObject& object) {
    constexpr std::chrono::minutes kMoment{10};
    const auto age = std::chrono::system_clock::now() - object.modified_at;
    return age < kMoment && age > -kMoment;
}

/// An image that moved in is a batch of its own that nobody ordered.
bool moved_in(const AuditBatch& batch) {
    return batch.jobs.empty() && batch.state == BatchState::completed &&
           batch.quota == QuotaState::exempt && batch.image_count == 1;
}

/// A quota that belongs to the standing, the admin's exemption aside.
bool quota_fits(const AuditBatch& batch, const BatchStanding& standing) {
    return batch.quota == QuotaState::exempt || batch.quota == standing.quota;
}

void check_batch(const AuditBatch& batch, VerifyReport& report) {
    if (moved_in(batch)) {
        return;
    }
    if (batch.jobs.empty()) {
        report.discrepancies.push_back({"wrong state", batch.id.text(), "the batch has no jobs"});
        return;
    }
    const BatchStanding standing = standing_of(batch.jobs);
    if (batch.state != standing.state) {
        report.discrepancies.push_back(
            {"wrong state",
             batch.id.text(),
             "is " + std::string(to_text(batch.state)) + ", its jobs say " +
                 std::string(to_text(standing.state))}
        );
    }
    if (!quota_fits(batch, standing)) {
        report.discrepancies.push_back(
            {"wrong quota",
             batch.id.text(),
             "is " + std::string(to_text(batch.quota)) + ", its jobs say " +
                 std::string(to_text(standing.quota))}
        );
    }
    const auto completed = std::count(batch.jobs.begin(), batch.jobs.end(), JobState::completed);
    if (completed != batch.image_count) {
        report.discrepancies.push_back(
            {"wrong count",
             batch.id.text(),
             std::to_string(completed) + " jobs completed, " + std::to_string(batch.image_count) +
                 " images kept"}
        );
    }
}

}  // namespace

bool VerifyReport::is_clean() const {
    const bool all_repaired =
        std::all_of(discrepancies.begin(), discrepancies.end(), [](const Discrepancy& d) {
            return d.is_repaired;
        });
    return all_repaired && accounting.submitted == accounting.kept + accounting.refunded +
                                                       accounting.cancelled + accounting.running;
}

Task<VerifyReport> VerifyStorage::run(VerifyOptions options) {
    VerifyReport report;
    LIKENESS_CO_CHECK(co_await check_images(options, report));
    LIKENESS_CO_CHECK(co_await check_loras(report));
    LIKENESS_CO_CHECK(co_await check_batches(report));
    LIKENESS_CO_CHECK(co_await check_orphans(Bucket::loras, options, report));
    LIKENESS_CO_CHECK(co_await check_orphans(Bucket::generated, options, report));
    LIKENESS_CO_CHECK(co_await check_orphans(Bucket::uploads, options, report));
    LIKENESS_CO_TRY(report.accounting, co_await audit_.accounting());
    co_return report;
}

Task<void> VerifyStorage::check_images(const VerifyOptions& options, VerifyReport& report) {
    std::string after;
    while (true) {
        LIKENESS_CO_TRY(const std::vector<AuditImage> page, co_await audit_.images(after, kPage));
        for (const AuditImage& image : page) {
            ++report.images;
            LIKENESS_CO_CHECK(co_await check_image(image, options, report));
        }
        if (page.size() < static_cast<std::size_t>(kPage)) {
            co_return Result<void>{};
        }
        after = page.back().id.text();
    }
}

Task<void>
VerifyStorage::check_image(AuditImage image, const VerifyOptions& options, VerifyReport& report) {
    const std::string what = "image " + image.id.text();
    LIKENESS_CO_CHECK(
        co_await check_object(Bucket::generated, image.path, image.byte_count, what, report)
    );
    LIKENESS_CO_CHECK(
        co_await check_object(Bucket::generated, thumbnail_key(image.path, 384), -1, what, report)
    );
    LIKENESS_CO_CHECK(
        co_await check_object(Bucket::generated, thumbnail_key(image.path, 768), -1, what, report)
    );
    if (options.deep) {
        const Result<Bytes> bytes =
            co_await objects_.get(Bucket::generated, image.path, kMaxImageBytes);
        if (bytes && to_hex(sha256(*bytes)) != image.sha256) {
            report.discrepancies.push_back(
                {"wrong content", what, "the file's hash is not the one noted"}
            );
        }
    }
    co_return Result<void>{};
}

/// A negative size means any.
Task<void> VerifyStorage::check_object(
    Bucket bucket,
    ObjectKey key,
    std::int64_t byte_count,
    std::string what,
    VerifyReport& report
) {
    const Result<StoredObject> object = co_await objects_.stat(bucket, key);
    if (!object && object.error().code != ErrorCode::not_found) {
        co_return object.error();
    }
    if (!object) {
        report.discrepancies.push_back({"missing object", what, key.text()});
    } else if (byte_count >= 0 && object->size != static_cast<std::uint64_t>(byte_count)) {
        report.discrepancies.push_back(
            {"wrong size",
             what,
             key.text() + " has " + std::to_string(object->size) + " bytes, noted are " +
                 std::to_string(byte_count)}
        );
    }
    co_return Result<void>{};
}

Task<void> VerifyStorage::check_loras(VerifyReport& report) {
    std::string after;
    while (true) {
        LIKENESS_CO_TRY(const std::vector<AuditLora> page, co_await audit_.loras(after, kPage));
        for (const AuditLora& lora : page) {
            ++report.loras;
            if (!lora.weights.text().empty()) {
                LIKENESS_CO_CHECK(co_await check_object(
                    Bucket::loras, lora.weights, lora.byte_count, "LoRA " + lora.id.text(), report
                ));
            }
            if (lora.image_count != lora.counted_images) {
                report.discrepancies.push_back(
                    {"wrong count",
                     "LoRA " + lora.id.text(),
                     std::to_string(lora.image_count) + " images noted, " +
                         std::to_string(lora.counted_images) + " are there"}
                );
            }
        }
        if (page.size() < static_cast<std::size_t>(kPage)) {
            co_return Result<void>{};
        }
        after = page.back().id.text();
    }
}

Task<void> VerifyStorage::check_batches(VerifyReport& report) {
    std::string after;
    while (true) {
        LIKENESS_CO_TRY(const std::vector<AuditBatch> page, co_await audit_.batches(after, kPage));
        for (const AuditBatch& batch : page) {
            ++report.batches;
            check_batch(batch, report);
        }
        if (page.size() < static_cast<std::size_t>(kPage)) {
            co_return Result<void>{};
        }
        after = page.back().id.text();
    }
}

Task<bool> VerifyStorage::is_known(Bucket bucket, std::string id) {
    switch (bucket) {
        case Bucket::loras:
            return audit_.is_known_lora(std::move(id));
        case Bucket::uploads:
            return audit_.is_known_upload(std::move(id));
        case Bucket::generated:
            break;
    }
    return audit_.is_known_image(std::move(id));
}

/// The files of a LoRA, a photo or an image that moves in come a moment before their row. Those of
/// an image that was ordered do not.
Task<bool> VerifyStorage::may_be_coming(Bucket bucket, std::string id, StoredObject object) {
    if (!is_fresh(object)) {
        co_return false;
    }
    if (bucket != Bucket::generated) {
        co_return true;
    }
    if (id.empty()) {
        co_return false;
    }
    LIKENESS_CO_TRY(const bool was_ordered, co_await audit_.was_ordered(std::move(id)));
    co_return !was_ordered;
}

Task<void>
VerifyStorage::check_orphans(Bucket bucket, const VerifyOptions& options, VerifyReport& report) {
    std::optional<std::string> from;
    std::string last_id;
    bool last_is_known = false;
    do {
        LIKENESS_CO_TRY(const ObjectPage page, co_await objects_.list(bucket, "", from));
        for (const StoredObject& object : page.objects) {
            ++report.objects;
            const std::string id =
                bucket == Bucket::loras ? lora_id_in(object.key) : image_id_in(object.key);
            if (id.empty() || id != last_id) {
                last_id = id;
                LIKENESS_CO_TRY(last_is_known, co_await is_known(bucket, id));
            }
            if (last_is_known) {
                continue;
            }
            LIKENESS_CO_TRY(const bool is_coming, co_await may_be_coming(bucket, id, object));
            if (is_coming) {
                continue;
            }
            LIKENESS_CO_CHECK(co_await report_orphan(bucket, object.key, options, report));
        }
        from = page.next;
    } while (from);
    co_return Result<void>{};
}

Task<void> VerifyStorage::report_orphan(
    Bucket bucket,
    ObjectKey key,
    const VerifyOptions& options,
    VerifyReport& report
) {
    Discrepancy orphan{"orphan object", key.text(), "no row tells of it"};
    if (options.repair) {
        LIKENESS_CO_CHECK(co_await objects_.remove(bucket, std::move(key)));
        orphan.is_repaired = true;
    }
    report.discrepancies.push_back(std::move(orphan));
    co_return Result<void>{};
}

}  // namespace likeness
