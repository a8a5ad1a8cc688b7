#include "api/types.hpp"

#include "base/json_text.hpp"

#include <utility>

namespace likeness::api {

namespace {

std::string with_number(std::string schema, const char* keyword, double value) {
    schema += ",\"" + std::string(keyword) + "\":";
    encode(schema, value);
    return schema;
}

}  // namespace

std::string TypeCollector::schema_of_text(FieldLimits limits) {
    std::string schema = R"({"type":"string")";
    schema = std::isfinite(limits.least) ? with_number(schema, "minLength", limits.least) : schema;
    schema = std::isfinite(limits.most) ? with_number(schema, "maxLength", limits.most) : schema;
    return schema + "}";
}

std::string TypeCollector::schema_of_number(const char* type, FieldLimits limits) {
    std::string schema = R"({"type":")" + std::string(type) + "\"";
    schema = std::isfinite(limits.least) ? with_number(schema, "minimum", limits.least) : schema;
    schema = std::isfinite(limits.most) ? with_number(schema, "maximum", limits.most) : schema;
    return schema + "}";
}

TypeText TypeCollector::describe_as(Seed*, Direction direction, FieldLimits) {
    if (direction == Direction::output) {
        return {R"({"type":"string","pattern":"^[0-9]{1,20}$"})", "string"};
    }
    return {
        R"({"anyOf":[{"type":"integer","minimum":0},{"type":"string","pattern":"^[0-9]{1,20}$"}]})",
        "number | string"};
}

TypeText TypeCollector::describe_as(ImageSizeInput*, Direction, FieldLimits) {
    std::string names;
    std::string type;
    for (const SizePreset& preset : kSizePresets) {
        names += (names.empty() ? "" : ",") + json_string(preset.name);
        type += "'" + std::string(preset.name) + "' | ";
    }
    const std::string side =
        schema_of_number("integer", {SettingsLimits::kMinSide, SettingsLimits::kMaxSide});
    named_["ImageSize"] = {
        R"({"anyOf":[{"enum":[)" + names + R"(]},{"type":"object","properties":{"width":)" + side +
            R"(,"height":)" + side + R"(},"required":["width","height"]}]})",
        type + "{ width: number; height: number }"};
    return reference_to("ImageSize");
}

TypeText TypeCollector::describe_as(LoraRefInput*, Direction, FieldLimits) {
    return {R"({"anyOf":[{"type":"string"},{"type":"integer","minimum":1}]})", "string | number"};
}

TypeText TypeCollector::describe_as(TextMap*, Direction, FieldLimits) {
    return {
        R"({"type":"object","additionalProperties":{"type":"string"}})", "Record<string, string>"};
}

TypeText TypeCollector::describe_as(ShapeRun*, Direction, FieldLimits) {
    return {
        R"({"type":"array","items":{"type":"integer"},"minItems":3,"maxItems":3})",
        "[width: number, height: number, count: number]"};
}

TypeText TypeCollector::describe_as(MonthCount*, Direction, FieldLimits) {
    return {
        R"({"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"minItems":2,"maxItems":2})",
        "[month: string, count: number]"};
}

TypeText TypeCollector::name_enum(const std::string& name, const std::vector<std::string>& values) {
    std::string schema;
    std::string type;
    for (const std::string& value : values) {
        schema += (schema.empty() ? "" : ",") + json_string(value);
        type += (type.empty() ? "'" : " | '") + value + "'";
    }
    named_[name] = {R"({"type":"string","enum":[)" + schema + "]}", type};
    return reference_to(name);
}

TypeText TypeCollector::list_of(const TypeText& item, FieldLimits limits) {
    std::string schema = R"({"type":"array","items":)" + item.json_schema;
    schema = std::isfinite(limits.least) ? with_number(schema, "minItems", limits.least) : schema;
    schema = std::isfinite(limits.most) ? with_number(schema, "maxItems", limits.most) : schema;
    const bool is_union = item.typescript.find(" | ") != std::string::npos;
    return {schema + "}", is_union ? "(" + item.typescript + ")[]" : item.typescript + "[]"};
}

TypeText TypeCollector::reference_to(const std::string& name) {
    return {R"({"$ref":"#/components/schemas/)" + name + R"("})", name};
}

void TypeCollector::StructText::add(
    std::string_view name,
    std::string_view doc,
    const TypeText& type,
    bool may_be_absent
) {
    // A $ref may have a description beside it since JSON Schema 2019-09.
    std::string schema = type.json_schema;
    const std::string separator = schema.size() > 2 ? ",\"description\":" : "\"description\":";
    schema.insert(schema.size() - 1, separator + json_string(doc));
    properties += (properties.empty() ? "" : ",") + json_string(name) + ":" + schema;
    if (!may_be_absent) {
        required += (required.empty() ? "" : ",") + json_string(name);
    }
    members += "  /** " + std::string(doc) + " */\n  " + std::string(name) +
               (may_be_absent ? "?: " : ": ") + type.typescript + ";\n";
}

TypeText TypeCollector::StructText::finish() && {
    std::string schema = R"({"type":"object","properties":{)" + properties + "}";
    schema += required.empty() ? "" : R"(,"required":[)" + required + "]";
    return {schema + "}", members.empty() ? "Record<string, never>" : "{\n" + members + "}"};
}

}  // namespace likeness::api
