#include "app/gallery_export.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <map>
#include <utility>

namespace likeness::app {

namespace {

namespace json = boost::json;

// Everything is in the page: it opens from disk, asks nobody for anything, and texts of people only
// ever become text.
constexpr std::string_view kHead = R"page(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>Likeness gallery</title>
<style>
:root { --ground: #fbfaf8; --raised: #fff; --ink: #1d1b19; --quiet: #6b6560; --line: #e4dfd9; --accent: #b3450f; }
@media (prefers-color-scheme: dark) { :root { --ground: #131211; --raised: #1d1b1a; --ink: #f2efec; --quiet: #a39b94; --line: #312d2a; --accent: #f79256; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 2rem clamp(1rem, 4vw, 3rem) 4rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header, section { margin-bottom: 2.5rem; }
h1 { margin: 0; font-size: 1.75rem; letter-spacing: -0.02em; }
h2 { margin: 0; font-size: 1.25rem; }
p { margin: 0.25rem 0 0; }
small, .quiet { color: var(--quiet); font-size: 0.875rem; }
a { color: var(--accent); }
input { width: min(30rem, 100%); margin-top: 1rem; padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--raised); color: inherit; font: inherit; }
.grid { display: grid; gap: 0.6rem; margin-top: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(11rem, 44vw), 1fr)); }
.tile { display: block; padding: 0; border: 0; border-radius: 0.6rem; overflow: hidden; aspect-ratio: 1; background: var(--line); cursor: zoom-in; }
.tile img { display: block; width: 100%; height: 100%; object-fit: cover; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
dialog { width: min(75rem, 94vw); max-height: 94vh; padding: 1.25rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--raised); color: inherit; }
dialog::backdrop { background: rgb(0 0 0 / 0.7); }
dialog img { display: block; max-width: 100%; max-height: 65vh; margin: 0 auto 1rem; border-radius: 0.5rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.15rem 1rem; margin: 0.75rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
button.close { margin-left: 0.75rem; padding: 0.5rem 1rem; border: 1px solid var(--line); border-radius: 0.6rem; background: none; color: inherit; font: inherit; cursor: pointer; }
</style>
</head>
<body>
<header>
<h1>Likeness gallery</h1>
<p class="quiet" id="facts"></p>
<input id="search" type="search" placeholder="Search prompts" aria-label="Search prompts">
</header>
<main id="gallery"></main>
<dialog id="viewer" aria-label="Image"><img alt=""><p id="prompt"></p><dl></dl><a download>Open the file</a> <button class="close" type="button">Close</button></dialog>
<script type="application/json" id="data">)page";

constexpr std::string_view kTail = R"page(</script>
<script>
const data = JSON.parse(document.getElementById('data').textContent);
const address = (file) => file.split('/').map(encodeURIComponent).join('/');
const make = (name, text, className) => Object.assign(document.createElement(name), text ? { textContent: text } : {}, className ? { className } : {});
const viewer = document.getElementById('viewer');
function show(lora, image) {
  const picture = viewer.querySelector('img');
  Object.assign(picture, { src: address(image.file), alt: image.prompt });
  document.getElementById('prompt').textContent = image.prompt;
  const rows = { LoRA: lora.name, Seed: image.seed, Size: `${image.width} × ${image.height}`, ...image.settings, Made: new Date(image.at).toLocaleString() };
  viewer.querySelector('dl').replaceChildren(...Object.entries(rows).flatMap(([name, value]) => [make('dt', name), make('dd', String(value))]));
  viewer.querySelector('a').href = address(image.file);
  viewer.showModal();
}
viewer.querySelector('button').addEventListener('click', () => viewer.close());
viewer.addEventListener('click', (event) => event.target === viewer && viewer.close());
function section(lora, images) {
  const part = make('section');
  const grid = make('div', '', 'grid');
  for (const image of images) {
    const tile = make('button', '', 'tile');
    tile.type = 'button';
    tile.append(Object.assign(make('img'), { loading: 'lazy', decoding: 'async', src: address(image.thumbnail), alt: image.prompt }));
    tile.addEventListener('click', () => show(lora, image));
    grid.append(tile);
  }
  const facts = [`${images.length} ${images.length === 1 ? 'image' : 'images'}`, lora.trigger && `trigger “${lora.trigger}”`].filter(Boolean).join(' · ');
  part.append(make('h2', lora.name), make('p', facts, 'quiet'), grid);
  return part;
}
function render(words) {
  const fits = ({ prompt }) => words.every((word) => prompt.toLowerCase().includes(word));
  const sections = data.loras.map((lora) => [lora, lora.images.filter(fits)]).filter(([, images]) => images.length > 0);
  document.getElementById('gallery').replaceChildren(...(sections.length > 0 ? sections.map(([lora, images]) => section(lora, images)) : [make('p', 'No image fits.', 'quiet')]));
}
const count = data.loras.reduce((sum, { images }) => sum + images.length, 0);
document.getElementById('facts').textContent = `${count} images of ${data.loras.length} LoRAs, exported ${new Date(data.exportedAt).toLocaleDateString()}`;
document.getElementById('search').addEventListener('input', ({ target }) => render(target.value.toLowerCase().split(/\s+/).filter(Boolean)));
render([]);
</script>
</body>
</html>
)page";

/// JSON that no text in it can end: "</script>" would.
std::string for_script(const json::object& data) {
    const std::string text = json::serialize(data);
    std::string out;
    for (const char c : text) {
        out += c == '<' ? std::string("\\u003c") : std::string(1, c);
    }
    return out;
}

json::object settings_of(const ExportedTable& batches, const Row* batch) {
    json::object settings;
    if (batch != nullptr) {
        settings["Steps"] = batches.integer(*batch, "num_inference_steps");
        for (const auto& [label, column] :
             {std::pair{"Guidance", "guidance_scale"}, std::pair{"LoRA strength", "lora_scale"}}) {
            const auto* number = std::get_if<double>(&(*batch)[batches.place_of(column)]);
            settings[label] = number == nullptr ? 0.0 : *number;
        }
        settings["Engine"] = batches.text(*batch, "engine");
    }
    return settings;
}

}  // namespace

std::string export_page(
    const ExportedTables& tables,
    const std::vector<ExportedObject>& objects,
    std::string_view exported_at
) {
    const ExportedTable& loras = table_named(tables, "lora_trainings");
    const ExportedTable& batches = table_named(tables, "generation_batches");
    const ExportedTable& images = table_named(tables, "generated_images");
    std::map<std::string, std::string> files;  // by key of a generated image
    for (const ExportedObject& object : objects) {
        if (object.bucket == Bucket::generated) {
            files.emplace(object.key, object.file);
        }
    }
    std::map<std::string, const Row*> batch_of;
    for (const Row& row : batches.rows) {
        batch_of.emplace(batches.text(row, "id"), &row);
    }
    std::map<std::string, json::array> shown;  // by LoRA, newest first
    for (auto row = images.rows.rbegin(); row != images.rows.rend(); ++row) {
        const std::string key = images.text(*row, "path");
        if (!files.contains(key)) {
            continue;
        }
        const auto thumbnail = files.find(thumbnail_key(ObjectKey::trusted(key), 384).text());
        json::object image;
        image["file"] = files.at(key);
        image["thumbnail"] = thumbnail == files.end() ? files.at(key) : thumbnail->second;
        image["prompt"] = images.text(*row, "prompt");
        image["seed"] = std::to_string(static_cast<std::uint64_t>(images.integer(*row, "seed")));
        image["width"] = images.integer(*row, "image_width");
        image["height"] = images.integer(*row, "image_height");
        image["at"] = images.text(*row, "created_at");
        const auto batch = batch_of.find(images.text(*row, "batch_id"));
        image["settings"] = settings_of(batches, batch == batch_of.end() ? nullptr : batch->second);
        shown[images.text(*row, "lora_training_id")].push_back(std::move(image));
    }
    json::array list;
    for (const Row& row : loras.rows) {
        json::object lora;
        lora["name"] = loras.text(row, "name");
        lora["trigger"] = loras.text(row, "trigger_word");
        lora["images"] = std::move(shown[loras.text(row, "id")]);
        list.push_back(std::move(lora));
    }
    json::object data;
    data["exportedAt"] = exported_at;
    data["loras"] = std::move(list);
    std::string page(kHead);
    page += for_script(data);
    page += kTail;
    return page;
}

}  // namespace likeness::app
