#pragma once

// What a handler takes and what it gives back.
#include "net/request.hpp"
#include "net/response.hpp"
