#pragma once

#include "api/operation.hpp"

#include <memory>

/// The handlers behind the rows of operations.cpp, by router.
namespace likeness::api {

using EndpointPtr = std::shared_ptr<const Endpoint>;

namespace auth {
EndpointPtr nonce();
EndpointPtr verify();
EndpointPtr session();
EndpointPtr logout();
EndpointPtr sessions();
EndpointPtr end_session();
EndpointPtr end_other_sessions();
}  // namespace auth

namespace tokens {
EndpointPtr create();
EndpointPtr list();
EndpointPtr revoke();
}  // namespace tokens

namespace people {
EndpointPtr list();
EndpointPtr create();
EndpointPtr update();
EndpointPtr remove();
}  // namespace people

namespace loras {
EndpointPtr list();
EndpointPtr by_id();
EndpointPtr import();
EndpointPtr update();
EndpointPtr remove();
}  // namespace loras

namespace models {
EndpointPtr list();
}  // namespace models

namespace uploads {
EndpointPtr create();
EndpointPtr list();
EndpointPtr remove();
}  // namespace uploads

namespace training {
EndpointPtr create();
EndpointPtr list();
EndpointPtr by_id();
EndpointPtr cancel();
EndpointPtr events();
}  // namespace training

namespace generate {
EndpointPtr images();
EndpointPtr images_original();
EndpointPtr submit();
EndpointPtr ladder();
EndpointPtr batch();
EndpointPtr active();
EndpointPtr events();
EndpointPtr cancel();
EndpointPtr list_by_lora();
EndpointPtr remaining();
EndpointPtr prompt_history();
}  // namespace generate

namespace images {
EndpointPtr by_user();
EndpointPtr by_user_original();
EndpointPtr list();
EndpointPtr index();
EndpointPtr by_ids();
EndpointPtr by_id();
EndpointPtr favorite();
EndpointPtr rate();
EndpointPtr tag();
EndpointPtr trash();
EndpointPtr restore();
EndpointPtr remove();
EndpointPtr empty_trash();
EndpointPtr import();
}  // namespace images

namespace tags {
EndpointPtr list();
}  // namespace tags

namespace searches {
EndpointPtr list();
EndpointPtr create();
EndpointPtr remove();
}  // namespace searches

namespace shares {
EndpointPtr create();
EndpointPtr list();
EndpointPtr revoke();
EndpointPtr open();
EndpointPtr unlock();
}  // namespace shares

namespace drafts {
EndpointPtr get();
EndpointPtr put();
}  // namespace drafts

namespace admin {
EndpointPtr overview();
EndpointPtr usage();
}  // namespace admin

namespace downloads {
EndpointPtr image();
EndpointPtr images();
EndpointPtr link();
EndpointPtr linked();
}  // namespace downloads

namespace server {
EndpointPtr info();
}  // namespace server

}  // namespace likeness::api
