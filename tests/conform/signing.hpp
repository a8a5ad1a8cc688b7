#pragma once

#include <boost/json/object.hpp>

/// The operations that sign: see main.cpp.
namespace likeness::conform {

boost::json::object gcs_sign(const boost::json::object& input);
boost::json::object s3_presign(const boost::json::object& input);
boost::json::object sigv4(const boost::json::object& input);

}  // namespace likeness::conform
