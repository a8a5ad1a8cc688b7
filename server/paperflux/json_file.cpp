#include "paperflux/json_file.hpp"

#include <boost/json.hpp>

namespace likeness::paperflux {

Error model_error(std::string_view file_name, std::string_view what) {
    return Error{
        ErrorCode::unprocessable,
        "The model's " + std::string(file_name) + " cannot be used: " + std::string(what)};
}

Result<void> read_json(std::string_view file_name, BytesView text, const ReadJson& read) {
    try {
        return read(boost::json::parse(text));
    } catch (const std::exception& failure) {
        return model_error(file_name, failure.what());
    }
}

}  // namespace likeness::paperflux
