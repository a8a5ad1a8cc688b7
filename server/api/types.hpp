#pragma once

#include "api/encode.hpp"
#include "api/schema.hpp"
#include "api/wire_types.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace likeness::api {

/// A type as OpenAPI and as TypeScript say it.
struct TypeText {
    std::string json_schema;  // a JSON Schema 2020-12 object, often a $ref
    std::string typescript;   // a type expression
};

/// Collects the named types of all operations while they are described, each once.
class TypeCollector {
public:
    enum class Direction {
        input,
        output
    };

    template <class T>
    TypeText describe(Direction direction, FieldLimits limits = {}) {
        return describe_as(static_cast<T*>(nullptr), direction, limits);
    }

    /// By name.
    const std::map<std::string, TypeText, std::less<>>& named() const { return named_; }

private:
    static std::string schema_of_text(FieldLimits limits);
    static std::string schema_of_number(const char* type, FieldLimits limits);

    TypeText describe_as(std::string*, Direction, FieldLimits limits) {
        return {schema_of_text(limits), "string"};
    }

    TypeText describe_as(bool*, Direction, FieldLimits) {
        return {R"({"type":"boolean"})", "boolean"};
    }

    TypeText describe_as(int*, Direction, FieldLimits limits) {
        return {schema_of_number("integer", limits), "number"};
    }

    TypeText describe_as(std::int64_t*, Direction, FieldLimits limits) {
        return {schema_of_number("integer", limits), "number"};
    }

    TypeText describe_as(double*, Direction, FieldLimits limits) {
        return {schema_of_number("number", limits), "number"};
    }

    TypeText describe_as(Timestamp*, Direction, FieldLimits) {
        return {R"({"type":"string","format":"date-time"})", "string"};
    }

    TypeText describe_as(Seed*, Direction direction, FieldLimits);
    TypeText describe_as(ImageSizeInput*, Direction, FieldLimits);
    TypeText describe_as(LoraRefInput*, Direction, FieldLimits);
    TypeText describe_as(TextMap*, Direction, FieldLimits);
    TypeText describe_as(ShapeRun*, Direction, FieldLimits);
    TypeText describe_as(MonthCount*, Direction, FieldLimits);

    TypeText describe_as(RawJson*, Direction, FieldLimits) { return {"{}", "unknown"}; }

    template <NamedEnum T>
    TypeText describe_as(T*, Direction, FieldLimits) {
        std::vector<std::string> names;
        for (const auto& [name, value] : EnumNames<T>::names) {
            names.emplace_back(name);
        }
        return name_enum(std::string(EnumNames<T>::type_name), names);
    }

    template <class T>
    TypeText describe_as(std::optional<T>*, Direction direction, FieldLimits limits) {
        const TypeText inner = describe<T>(direction, limits);
        return {
            R"({"anyOf":[)" + inner.json_schema + R"(,{"type":"null"}]})",
            inner.typescript + " | null"};
    }

    template <class T>
    TypeText describe_as(std::vector<T>*, Direction direction, FieldLimits limits) {
        const TypeText item = describe<T>(direction);
        return list_of(item, limits);
    }

    template <Described T>
    TypeText describe_as(T*, Direction direction, FieldLimits) {
        const std::string name(T::kName);
        if (!named_.contains(name)) {
            named_.emplace(name, TypeText{});  // before its members, which may lead back here
            StructText text;
            for_each_field<T>([&](const auto& field) { add_field(text, field, direction); });
            named_[name] = std::move(text).finish();
        }
        return reference_to(name);
    }

    /// A struct while its members are added.
    struct StructText {
        std::string properties;
        std::string required;
        std::string members;

        void
        add(std::string_view name, std::string_view doc, const TypeText& type, bool may_be_absent);
        TypeText finish() &&;
    };

    template <class Owner, class T>
    void add_field(StructText& text, const Field<Owner, T>& field, Direction direction) {
        TypeText type = describe<T>(direction, {field.least, field.most});
        const bool may_be_absent = direction == Direction::input &&
                                   (field.has_default || is_optional(static_cast<T*>(nullptr)));
        if (may_be_absent && field.has_default) {
            add_default<Owner>(type, field);
        }
        text.add(field.name, field.doc, type, may_be_absent);
    }

    template <class Owner, class T>
    static void add_default(TypeText& type, const Field<Owner, T>& field) {
        if constexpr (std::is_arithmetic_v<T> || NamedEnum<T>) {
            std::string value;
            encode(value, Owner{}.*field.member);
            type.json_schema.insert(
                type.json_schema.size() - 1,
                (type.json_schema.size() > 2 ? ",\"default\":" : "\"default\":") + value
            );
        }
    }

    template <class T>
    static constexpr bool is_optional(T*) {
        return false;
    }

    template <class T>
    static constexpr bool is_optional(std::optional<T>*) {
        return true;
    }

    TypeText name_enum(const std::string& name, const std::vector<std::string>& values);
    static TypeText list_of(const TypeText& item, FieldLimits limits);
    static TypeText reference_to(const std::string& name);

    std::map<std::string, TypeText, std::less<>> named_;
};

}  // namespace likeness::api
