#pragma once

#include "core/ports/image_repository.hpp"
#include "sql/database.hpp"

#include <string>

namespace likeness::repositories {

/// Makes an ImageIndex out of rows of id, width, height, batch and creation, newest first, without
/// an object for each.
class IndexWriter {
public:
    void add(const sql::Rows& rows);
    ImageIndex finish() &&;

private:
    ImageIndex index_;
    Bytes ids_;
    std::string batch_;
};

}  // namespace likeness::repositories
