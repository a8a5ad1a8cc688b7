#include "app/command_line.hpp"

#include "app/commands/command.hpp"
#include "app/version.hpp"
#include "core/settings.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <string>

// CLI11 takes five seconds to compile: it is seen here and nowhere else.

namespace likeness::app {

namespace {

/// Everything a command line can say.
struct Options {
    CommonOptions common;
    std::map<std::string, std::string> flags;  // what CLI11 fills; only those given count
    bool no_demo = false;
    bool as_typescript = false;
    GenerateOptions generate;
    LoraOptions lora;
    TrainOptions train;
    TokenOptions token;
    VerifyCommandOptions verify;
    ObjectsCopyOptions objects_copy;
    DbOptions db;
    GalleryOptions gallery;
};

/// Settings that a command may need, as flags of it.
void add_settings(CLI::App& command, Options& options) {
    for (const SettingRow& row : setting_rows()) {
        if (row.is_secret) {
            continue;  // a command line is seen by every user of the machine
        }
        const std::string key(row.key);
        std::string help(row.help);
        help += row.variable.empty() ? "" : " [" + std::string(row.variable) + "]";
        command
            .add_option_function<std::string>(
                flag_of(row),
                [&options, key](const std::string& value) { options.common.flags[key] = value; },
                help
            )
            ->group("Settings");
    }
}

CLI::App&
add_command(CLI::App& parent, Options& options, const std::string& name, const std::string& help) {
    CLI::App& command = *parent.add_subcommand(name, help);
    add_settings(command, options);
    command.add_flag("--json", options.common.json, "output for programs");
    return command;
}

void add_generate(CLI::App& app, Options& options) {
    CLI::App& command =
        add_command(app, options, "generate", "make images without a server, with PaperFlux");
    GenerateOptions& generate = options.generate;
    command
        .add_option(
            "--lora",
            generate.loras,
            "name, number, id or .safetensors file, with :SCALE at its end if you like; may be "
            "given several times"
        )
        ->required()
        ->allow_extra_args(false)
        ->expected(1, SettingsLimits::kMaxLoras);
    command.add_option("--prompt", generate.prompt, "what to see")->required();
    command.add_option("-n,--count", generate.count, "how many images")->capture_default_str();
    command.add_option(
        "--seed", generate.seed, "of the first image; each further one has one more"
    );
    command.add_option("--size", generate.size, "WIDTHxHEIGHT or a preset")->capture_default_str();
    command.add_option("--scale", generate.scale, "strength of the LoRA");
    command.add_option("--steps", generate.steps, "steps of the sampler")->capture_default_str();
    command.add_option("--guidance", generate.guidance, "how closely the prompt is followed")
        ->capture_default_str();
    command.add_option("--format", generate.format, "jpeg, png or webp")->capture_default_str();
    command.add_option("-o,--output", generate.folder, "folder for the files")
        ->capture_default_str();
}

void add_lora(CLI::App& app, Options& options) {
    CLI::App& lora = *app.add_subcommand("lora", "list, import, show and remove LoRAs");
    lora.require_subcommand(1);
    add_command(lora, options, "list", "list all LoRAs");
    CLI::App& import = add_command(lora, options, "import", "take in a .safetensors file");
    import.add_option("file", options.lora.file, "the file")->required();
    import.add_option("--name", options.lora.name, "what to call it");
    import.add_option("--trigger", options.lora.trigger, "its trigger words");
    import.add_option("--wallet", options.lora.wallet, "whose it is");
    import.add_option("--visibility", options.lora.visibility, "public, link or private")
        ->capture_default_str();
    CLI::App& show = add_command(lora, options, "show", "show a LoRA with the facts of its file");
    show.add_option("lora", options.lora.lora, "name, number or id")->required();
    CLI::App& remove = add_command(lora, options, "remove", "remove a LoRA; its images stay");
    remove.add_option("lora", options.lora.lora, "name, number or id")->required();
}

void add_train(CLI::App& app, Options& options) {
    CLI::App& command =
        add_command(app, options, "train", "train a LoRA from photos, and wait for it");
    TrainOptions& train = options.train;
    command.add_option("--name", train.name, "what to call the LoRA")->required();
    command.add_option("--trigger", train.trigger, "its trigger words")->required();
    command
        .add_option(
            "--images", train.images, "folder of images with captions beside them, or a zip archive"
        )
        ->required();
    command.add_option("--steps", train.steps, "training steps; the trainer's default");
    command.add_flag("--style", train.is_style, "of a style, not of a person or thing");
    command.add_flag("--no-masks", train.no_masks, "do not look for the subject in each photo");
    command.add_option("--wallet", train.wallet, "whose it is");
    command.add_option("--visibility", train.visibility, "public, link or private")
        ->capture_default_str();
}

void add_token(CLI::App& app, Options& options) {
    CLI::App& token = *app.add_subcommand("token", "create, list and revoke API keys");
    token.require_subcommand(1);
    CLI::App& create = add_command(token, options, "create", "make an API key; it is shown once");
    create.add_option("--name", options.token.name, "what it is for")->capture_default_str();
    create.add_option("--wallet", options.token.wallet, "whose it is");
    CLI::App& list = add_command(token, options, "list", "list the API keys of a wallet");
    list.add_option("--wallet", options.token.wallet, "whose");
    CLI::App& revoke = add_command(token, options, "revoke", "end an API key");
    revoke.add_option("id", options.token.id, "its id")->required();
    revoke.add_option("--wallet", options.token.wallet, "whose");
}

void add_objects(CLI::App& app, Options& options) {
    CLI::App& objects = *app.add_subcommand("objects", "move between object stores");
    objects.require_subcommand(1);
    CLI::App& copy =
        add_command(objects, options, "copy", "copy all objects; goes on where it was cut off");
    const std::string places = "file:FOLDER, gs: or s3://ENDPOINT?region=REGION";
    copy.add_option("from", options.objects_copy.from, places)->required();
    copy.add_option("to", options.objects_copy.to, places)->required();
}

void add_db(CLI::App& app, Options& options) {
    CLI::App& db = *app.add_subcommand("db", "move an installation between databases");
    db.require_subcommand(1);
    CLI::App& copy = add_command(
        db, options, "copy", "copy everything into an empty database; stop all servers before"
    );
    copy.add_option("from", options.db.from, "sqlite:FILE or postgresql://...")->required();
    copy.add_option("to", options.db.to, "sqlite:FILE or postgresql://...")->required();
    copy.add_flag("--resume", options.db.resume, "go on with a copy that was cut short");
}

void add_gallery(CLI::App& app, Options& options) {
    CLI::App& out = add_command(
        app,
        options,
        "export",
        "write galleries into plain folders with a page that opens from disk"
    );
    out.add_option("folder", options.gallery.place, "a new folder")->required();
    out.add_option("--wallet", options.gallery.wallet, "whose; everyone's if not given");
    CLI::App& in = add_command(
        app,
        options,
        "import",
        "take in the galleries of an export, or images that other programs made"
    );
    in.add_option("place", options.gallery.place, "a folder or a zip archive")->required();
    in.add_option("--wallet", options.gallery.wallet, "whose the images of other programs are");
}

void add_rest(CLI::App& app, Options& options) {
    CLI::App& serve = add_command(app, options, "serve", "run the server");
    serve.add_flag("--no-demo", options.no_demo, "leave the demo LoRAs out");
    add_command(app, options, "config", "show what is in force and where it came from");
    add_command(app, options, "migrate", "bring the database's schema up to date");
    CLI::App& openapi = *app.add_subcommand("openapi", "print the OpenAPI document");
    openapi.add_flag(
        "--typescript", options.as_typescript, "print the TypeScript types of the API instead"
    );
    CLI::App& verify =
        add_command(app, options, "verify", "check database and objects against each other");
    verify.add_flag("--deep", options.verify.deep, "read every file and compare its hash");
    verify.add_flag("--repair", options.verify.repair, "remove objects that no row tells of");
    add_command(app, options, "doctor", "try everything once and say what to mend");
}

int run_lora(const CLI::App& lora, const Options& options) {
    if (lora.got_subcommand("list")) {
        return run_lora_list(options.common);
    }
    if (lora.got_subcommand("import")) {
        return run_lora_import(options.common, options.lora);
    }
    return lora.got_subcommand("show") ? run_lora_show(options.common, options.lora)
                                       : run_lora_remove(options.common, options.lora);
}

int run_token(const CLI::App& token, const Options& options) {
    if (token.got_subcommand("create")) {
        return run_token_create(options.common, options.token);
    }
    return token.got_subcommand("list") ? run_token_list(options.common, options.token)
                                        : run_token_revoke(options.common, options.token);
}

int run_chosen(const CLI::App& app, Options& options) {
    if (options.no_demo) {
        options.common.flags["demo"] = "off";
    }
    const std::string name = app.get_subcommands().front()->get_name();
    const std::map<std::string, std::function<int()>> commands{
        {"serve", [&] { return run_serve(options.common); }},
        {"generate", [&] { return run_generate(options.common, options.generate); }},
        {"lora", [&] { return run_lora(*app.get_subcommand("lora"), options); }},
        {"train", [&] { return run_train(options.common, options.train); }},
        {"token", [&] { return run_token(*app.get_subcommand("token"), options); }},
        {"config", [&] { return run_config(options.common); }},
        {"migrate", [&] { return run_migrate(options.common); }},
        {"openapi", [&] { return run_openapi(options.as_typescript); }},
        {"objects", [&] { return run_objects_copy(options.common, options.objects_copy); }},
        {"verify", [&] { return run_verify(options.common, options.verify); }},
        {"doctor", [&] { return run_doctor(options.common); }},
        {"export", [&] { return run_export(options.common, options.gallery); }},
        {"import", [&] { return run_import(options.common, options.gallery); }},
        {"db", [&] { return run_db_copy(options.common, options.db); }},
    };
    return commands.at(name)();
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app("Likeness, a self-hosted studio for LoRA images");
    app.set_version_flag("--version", "Likeness " + std::string(kVersion));
    app.require_subcommand(1);
    Options options;
    add_rest(app, options);
    add_generate(app, options);
    add_lora(app, options);
    add_train(app, options);
    add_token(app, options);
    add_objects(app, options);
    add_db(app, options);
    add_gallery(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kWrongUsage;
    }
    return run_chosen(app, options);
}

}  // namespace likeness::app
