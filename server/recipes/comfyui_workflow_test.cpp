#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Optional;

TEST(ComfyuiWorkflowTest, ReadsTheEditorsGraphWhereTheServersIsMissing) {
    const auto recipe = read_foreign_recipe(
                            test::png_with({{"workflow", R"graph({"last_node_id": 9, "nodes": [
      {"id": 3, "type": "KSampler", "mode": 0, "inputs": [{"name": "model", "type": "MODEL", "link": 1}, {"name": "positive", "link": 4},
        {"name": "negative", "link": 6}, {"name": "latent_image", "link": 2}, {"name": "steps", "link": 8, "widget": {"name": "steps"}}],
        "widgets_values": [815, "randomize", 20, 8, "euler", "normal", 1]},
      {"id": 10, "type": "LoraLoaderModelOnly", "mode": 0, "inputs": [{"name": "model", "link": 5}], "widgets_values": ["coat.safetensors", 0.6]},
      {"id": 11, "type": "LoraLoaderModelOnly", "mode": 4, "inputs": [{"name": "model", "link": 3}], "widgets_values": ["bypassed.safetensors", 1]},
      {"id": 4, "type": "CheckpointLoaderSimple", "mode": 0, "widgets_values": ["base.safetensors"]},
      {"id": 6, "type": "CLIPTextEncode", "mode": 0, "inputs": [{"name": "clip", "link": null}], "widgets_values": ["a lighthouse"]},
      {"id": 7, "type": "CLIPTextEncode", "mode": 2, "widgets_values": ["muted"]},
      {"id": 8, "type": "PrimitiveNode", "mode": 0, "widgets_values": [33, "fixed"]},
      {"id": 5, "type": "EmptyLatentImage", "mode": 0, "widgets_values": [512, 512, 1]}],
      "links": [[1, 10, 0, 3, 0, "MODEL"], [2, 5, 0, 3, 3, "LATENT"], [3, 4, 0, 11, 0, "MODEL"], [4, 6, 0, 3, 1, "CONDITIONING"],
                [5, 11, 0, 10, 0, "MODEL"], [6, 7, 0, 3, 2, "CONDITIONING"], [8, 8, 0, 3, 4, "INT"]]})graph"}}
                            ),
                            ""
    )
                            .value();

    EXPECT_EQ(recipe.prompt, "a lighthouse");
    EXPECT_EQ(recipe.negative_prompt, "");
    EXPECT_THAT(recipe.seed, Optional(815U));
    EXPECT_THAT(recipe.steps, Optional(33));
    EXPECT_EQ(recipe.sampler, "euler normal");
    EXPECT_EQ(recipe.model, "base.safetensors");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("coat", 0.6)));
}

}  // namespace
}  // namespace likeness::recipes
