#pragma once

#include "app/settings.hpp"

#include <optional>
#include <string>
#include <vector>

/// The subcommands of `likeness`. Each returns the exit status: 0 done, 1 failed, 2 wrong usage.
namespace likeness::app {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;

/// What every command takes.
struct CommonOptions {
    Settings::Texts flags;  // settings given on the command line, by key
    bool json = false;      // output for programs
};

struct GenerateOptions {
    std::vector<std::string> loras;  // each with ":SCALE" at its end or without
    std::string prompt;
    int count = 1;
    std::optional<std::string> seed;
    std::string size = "1024x1024";
    std::optional<double> scale;
    int steps = 28;
    double guidance = 3.5;
    std::string format = "jpeg";
    std::string folder = ".";
};

struct LoraOptions {
    std::string file;  // to import
    std::string lora;  // to show or remove: id, number or name
    std::optional<std::string> name;
    std::optional<std::string> trigger;
    std::optional<std::string> wallet;
    std::string visibility = "private";
};

struct TrainOptions {
    std::string name;
    std::string trigger;
    std::string images;  // a folder, or a zip archive
    std::optional<int> steps;
    bool is_style = false;
    bool no_masks = false;
    std::optional<std::string> wallet;
    std::string visibility = "private";
};

struct TokenOptions {
    std::string name = "command line";
    std::optional<std::string> wallet;
    std::string id;
};

struct VerifyCommandOptions {
    bool deep = false;
    bool repair = false;
};

struct ObjectsCopyOptions {
    std::string from;  // as LIKENESS_OBJECTS names a store
    std::string to;
};

struct DbOptions {
    std::string from;  // sqlite:FILE or postgresql://...
    std::string to;
    bool resume = false;
};

struct GalleryOptions {
    std::string place;  // a folder to export to; a folder or zip archive to import from
    std::optional<std::string> wallet;  // of an import: of images that other programs made
};

int run_serve(const CommonOptions& common);
int run_generate(const CommonOptions& common, const GenerateOptions& options);
int run_lora_list(const CommonOptions& common);
int run_lora_import(const CommonOptions& common, const LoraOptions& options);
int run_lora_show(const CommonOptions& common, const LoraOptions& options);
int run_lora_remove(const CommonOptions& common, const LoraOptions& options);
int run_train(const CommonOptions& common, const TrainOptions& options);
int run_token_create(const CommonOptions& common, const TokenOptions& options);
int run_token_list(const CommonOptions& common, const TokenOptions& options);
int run_token_revoke(const CommonOptions& common, const TokenOptions& options);
int run_objects_copy(const CommonOptions& common, const ObjectsCopyOptions& options);
int run_export(const CommonOptions& common, const GalleryOptions& options);
int run_import(const CommonOptions& common, const GalleryOptions& options);
int run_move_in(const CommonOptions& common, const GalleryOptions& options);
int run_config(const CommonOptions& common);
int run_migrate(const CommonOptions& common);
int run_openapi(bool as_typescript);
int run_verify(const CommonOptions& common, const VerifyCommandOptions& options);
int run_doctor(const CommonOptions& common);
int run_db_copy(const CommonOptions& common, const DbOptions& options);

}  // namespace likeness::app
