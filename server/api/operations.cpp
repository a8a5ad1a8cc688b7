#include "api/operation.hpp"
#include "api/operations/endpoints.hpp"

namespace likeness::api {

namespace {

using enum Kind;
using enum Access;
using net::Method;

Route get(std::string_view path) {
    return {Method::get, path, 200};
}

Route post(std::string_view path, int status = 200) {
    return {Method::post, path, status};
}

Route patch(std::string_view path) {
    return {Method::patch, path, 200};
}

Route put(std::string_view path) {
    return {Method::put, path, 200};
}

Route remove(std::string_view path) {
    return {Method::delete_, path, 200};
}

/// The same row with shapes of its own on REST: the routes of the original design, kept to the
/// letter.
Operation with_original(Operation row, EndpointPtr endpoint) {
    row.rest = std::move(endpoint);
    return row;
}

Operation limited(Operation row) {
    row.is_limited_by_address = true;
    return row;
}

Operation as(std::string_view media_type, Operation row) {
    row.media_type = media_type;
    return row;
}

Operation with_file(Operation row) {
    row.takes_file = true;
    return row;
}

std::vector<Operation> make_operations() {
    // clang-format off
    return {
        limited({"auth.nonce", mutation, everyone, post("/api/auth/nonce"), auth::nonce(), "Gives a nonce for a sign-in message."}),
        limited({"auth.verify", mutation, everyone, post("/api/auth/verify"), auth::verify(), "Signs in with a signed EIP-4361 message; sets the session cookie."}),
        {"auth.session", query, everyone, get("/api/auth/session"), auth::session(), "Tells who is signed in."},
        {"auth.logout", mutation, signed_in, post("/api/auth/logout"), auth::logout(), "Ends the session, on the server too."},

        {"auth.sessions", query, signed_in, get("/api/auth/sessions"), auth::sessions(), "Lists where the wallet is signed in."},
        {"auth.endSession", mutation, signed_in, remove("/api/auth/sessions/{id}"), auth::end_session(), "Signs out there."},
        {"auth.endOtherSessions", mutation, signed_in, post("/api/auth/end-other-sessions"), auth::end_other_sessions(), "Signs out everywhere else."},

        {"tokens.create", mutation, signed_in, post("/api/tokens", 201), tokens::create(), "Makes an API key. It is shown this once."},
        {"tokens.list", query, signed_in, get("/api/tokens"), tokens::list(), "Lists the wallet's API keys."},
        {"tokens.revoke", mutation, signed_in, remove("/api/tokens/{id}"), tokens::revoke(), "Ends an API key."},

        {"people.list", query, signed_in, get("/api/people"), people::list(), "Lists the wallet's people."},
        {"people.create", mutation, signed_in, post("/api/people", 201), people::create(), "Adds a person."},
        {"people.update", mutation, signed_in, patch("/api/people/{id}"), people::update(), "Renames a person."},
        {"people.remove", mutation, signed_in, remove("/api/people/{id}"), people::remove(), "Removes a person; LoRAs and images stay."},

        {"loras.list", query, everyone, get("/api/loras"), loras::list(), "Lists the LoRAs one may see."},
        {"loras.byId", query, everyone, get("/api/loras/{id}"), loras::by_id(), "Shows a LoRA with the facts of its file."},
        with_file({"loras.import", mutation, signed_in, post("/api/loras", 201), loras::import(), "Takes in a .safetensors file as a LoRA."}),
        {"loras.update", mutation, signed_in, patch("/api/loras/{id}"), loras::update(), "Changes a LoRA's labels, default scale, visibility or cover."},
        {"loras.remove", mutation, signed_in, remove("/api/loras/{id}"), loras::remove(), "Removes a LoRA; the images made with it stay with their makers."},
        {"models.list", query, signed_in, get("/api/get-lora-models"), models::list(), "Lists a person's LoRAs for a menu."},

        with_file({"uploads.create", mutation, signed_in, post("/api/uploads", 201), uploads::create(), "Takes in photos to train from: images, and zip archives of images."}),
        {"uploads.list", query, signed_in, get("/api/uploads"), uploads::list(), "Lists the caller's photos."},
        {"uploads.remove", mutation, signed_in, remove("/api/uploads/{id}"), uploads::remove(), "Removes a photo that no open training uses."},

        {"training.create", mutation, signed_in, post("/api/trainings", 201), training::create(), "Orders the training of a LoRA from uploaded photos."},
        {"training.list", query, signed_in, get("/api/trainings"), training::list(), "Lists the caller's trainings."},
        {"training.byId", query, signed_in, get("/api/trainings/{id}"), training::by_id(), "Shows how a training stands."},
        {"training.cancel", mutation, signed_in, remove("/api/trainings/{id}"), training::cancel(), "Stops a training."},
        {"training.events", subscription, signed_in, get("/api/trainings/{id}/events"), training::events(), "Tells what happens to a training as it happens."},

        with_original({"generate.images", mutation, signed_in, post("/api/generate-image"), generate::images(), "Makes images, waits for them and answers with all."}, generate::images_original()),
        {"generate.submit", mutation, signed_in, post("/api/generations", 202), generate::submit(), "Accepts a batch of images to make, without waiting."},
        {"generate.ladder", mutation, signed_in, post("/api/ladders", 202), generate::ladder(), "Accepts a strength ladder: the same image at rising LoRA scales."},
        {"generate.batch", query, signed_in, get("/api/generations/{id}"), generate::batch(), "Shows how a batch stands."},
        {"generate.active", query, signed_in, get("/api/generations"), generate::active(), "Lists the caller's batches that are not done."},
        {"generate.events", subscription, signed_in, get("/api/generations/{batchId}/events"), generate::events(), "Tells what happens to a batch as it happens."},
        {"generate.cancel", mutation, signed_in, post("/api/generations/{id}/cancel"), generate::cancel(), "Stops a batch; what was made stays."},
        {"generate.listByLora", query, everyone, get("/api/loras/{loraTrainingId}/images"), generate::list_by_lora(), "Lists all images made with a LoRA."},
        {"generate.remaining", query, signed_in, get("/api/generations/remaining"), generate::remaining(), "Tells how many generations are left and when the next one returns."},
        {"generate.promptHistory", query, signed_in, get("/api/prompts"), generate::prompt_history(), "Lists one's own past prompts."},

        with_original({"images.byUser", query, signed_in, get("/api/images/{userId}"), images::by_user(), "Lists the images of one of the caller's people."}, images::by_user_original()),
        {"images.list", query, signed_in, get("/api/images"), images::list(), "Lists the caller's own images."},
        {"images.index", query, signed_in, get("/api/image-index"), images::index(), "Lists all of the caller's own images in compact form."},
        {"images.byIds", query, signed_in, get("/api/image"), images::by_ids(), "Shows some of the caller's own images."},
        {"images.byId", query, everyone, get("/api/image/{id}"), images::by_id(), "Shows an image with all that made it."},
        with_file({"images.import", mutation, signed_in, post("/api/image-imports", 201), images::import(), "Takes in an image that another program made, with its recipe."}),
        {"images.favorite", mutation, signed_in, post("/api/images/favorite"), images::favorite(), "Makes images favourites, or no longer."},
        {"images.rate", mutation, signed_in, post("/api/images/rate"), images::rate(), "Gives images stars."},
        {"images.tag", mutation, signed_in, post("/api/images/tag"), images::tag(), "Gives images tags and takes tags away."},
        {"images.trash", mutation, signed_in, post("/api/images/trash"), images::trash(), "Puts images into the trash for 30 days."},
        {"images.restore", mutation, signed_in, post("/api/images/restore"), images::restore(), "Takes images out of the trash."},
        {"images.remove", mutation, signed_in, post("/api/images/remove"), images::remove(), "Removes images that are in the trash for good."},
        {"images.emptyTrash", mutation, signed_in, post("/api/images/empty-trash"), images::empty_trash(), "Removes all that is in the caller's trash for good."},

        {"tags.list", query, signed_in, get("/api/tags"), tags::list(), "Lists the caller's tags."},
        {"searches.list", query, signed_in, get("/api/searches"), searches::list(), "Lists the caller's saved searches."},
        {"searches.create", mutation, signed_in, post("/api/searches", 201), searches::create(), "Saves a search under a name."},
        {"searches.remove", mutation, signed_in, remove("/api/searches/{id}"), searches::remove(), "Forgets a saved search."},

        {"shares.create", mutation, signed_in, post("/api/shares", 201), shares::create(), "Makes a link by which others see images, a batch or a LoRA's images."},
        {"shares.list", query, signed_in, get("/api/shares"), shares::list(), "Lists the wallet's links."},
        {"shares.revoke", mutation, signed_in, remove("/api/shares/{id}"), shares::revoke(), "Ends a link."},
        {"shares.open", query, everyone, get("/api/shared/{token}"), shares::open(), "Shows what a link leads to, page by page."},
        limited({"shares.unlock", mutation, everyone, post("/api/shared/{token}/unlock"), shares::unlock(), "Gives a pass for the password of a link."}),

        {"drafts.get", query, signed_in, get("/api/drafts"), drafts::get(), "Lists what the caller has written and not sent."},
        {"drafts.put", mutation, signed_in, put("/api/drafts"), drafts::put(), "Keeps a draft unless a newer one is there; answers with the one that is kept."},

        {"admin.overview", query, admin, get("/api/admin/overview"), admin::overview(), "Tells the operator how the server stands."},
        {"admin.usage", query, admin, get("/api/admin/usage"), admin::usage(), "Lists what each wallet used and what it cost."},

        as("image/*", {"images.file", download, everyone, get("/api/image/{id}/file"), downloads::image(), "Gives an image's file to keep, with or without its recipe."}),
        as("application/zip", {"images.zip", download, everyone, get("/api/images.zip"), downloads::images(), "Gives some images, or all of a LoRA, in a zip archive."}),
        {"zips.create", mutation, signed_in, post("/api/zips", 201), downloads::link(), "Makes a link to a zip archive of up to 10,000 images."},
        as("application/zip", {"zips.file", download, everyone, get("/api/zips/{id}"), downloads::linked(), "Gives the archive behind a link of zips.create."}),

        {"server.info", query, everyone, get("/api/info"), server::info(), "Tells version, engines, limits and defaults."},
    };
    // clang-format on
}

}  // namespace

const std::vector<Operation>& operations() {
    static const std::vector<Operation> table = make_operations();
    return table;
}

OperationTable::OperationTable(const std::vector<Operation>& rows) : rows_(rows) {
    for (const Operation& row : rows_) {
        by_name_.emplace(row.name, &row);
    }
}

const Operation* OperationTable::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

}  // namespace likeness::api
