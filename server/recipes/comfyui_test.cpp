#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Optional;

constexpr std::string_view kCheckpoint = R"graph({
  "3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "steps": 20, "cfg": 8.5, "sampler_name": "dpmpp_2m",
        "scheduler": "karras", "denoise": 1.0, "model": ["11", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
  "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "SDXL/base.safetensors"}, "is_changed": [NaN]},
  "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 1024, "height": 1024, "batch_size": 1}},
  "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a lighthouse \u2600\ntwo lines", "clip": ["11", 1]}},
  "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "text, watermark", "clip": ["11", 1]}},
  "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
  "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "ComfyUI", "images": ["8", 0]}},
  "10": {"class_type": "LoraLoader", "inputs": {"lora_name": "SDXL\\coat.safetensors", "strength_model": 0.8, "strength_clip": 1.0, "model": ["4", 0], "clip": ["4", 1]}},
  "11": {"class_type": "LoraLoaderModelOnly", "inputs": {"lora_name": "hat.safetensors", "strength_model": -0.5, "model": ["10", 0]}}
})graph";

constexpr std::string_view kFlux = R"graph({
  "5": {"class_type": "EmptySD3LatentImage", "inputs": {"width": 1024, "height": 1024, "batch_size": 1}},
  "6": {"class_type": "CLIPTextEncode", "inputs": {"text": ["41", 0], "clip": ["11", 0]}},
  "8": {"class_type": "VAEDecode", "inputs": {"samples": ["13", 0], "vae": ["10", 0]}},
  "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "flux", "images": ["8", 0]}},
  "12": {"class_type": "UNETLoader", "inputs": {"unet_name": "flux1-dev.safetensors", "weight_dtype": "default"}},
  "13": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["25", 0], "guider": ["22", 0], "sampler": ["16", 0], "sigmas": ["17", 0], "latent_image": ["5", 0]}},
  "16": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
  "17": {"class_type": "BasicScheduler", "inputs": {"scheduler": "simple", "steps": 28, "denoise": 1, "model": ["30", 0]}},
  "22": {"class_type": "BasicGuider", "inputs": {"model": ["30", 0], "conditioning": ["26", 0]}},
  "25": {"class_type": "RandomNoise", "inputs": {"noise_seed": ["42", 0]}},
  "26": {"class_type": "FluxGuidance", "inputs": {"guidance": 3.5, "conditioning": ["6", 0]}},
  "30": {"class_type": "ModelSamplingFlux", "inputs": {"max_shift": 1.15, "model": ["31", 0]}},
  "31": {"class_type": "Power Lora Loader (rgthree)",
                           "inputs" : {
    "PowerLoraLoaderHeaderWidget" : {"type" : "PowerLoraLoaderHeaderWidget"},
                                    "lora_1"
        : {"on" : true, "lora" : "flux/film.safetensors", "strength" : 0.9},
          "lora_2" : {"on" : false, "lora" : "off.safetensors", "strength" : 1},
                     "lora_3" : {"on" : true, "lora" : "grain.safetensors", "strength" : 0.25},
                                "\u2795 Add Lora" : "",
                                                    "model" : [ "12", 0 ]
}
}

, "40" : {"class_type" : "PrimitiveStringMultiline", "inputs" : {"value" : "a harbour"}},
         "41" : {
             "class_type" : "StringConcatenate",
             "inputs" : {"string_a" : [ "40", 0 ], "string_b" : "at dusk", "delimiter" : ", "}
         },
                "42" : {
    "class_type" : "Seed (rgthree)", "inputs" : {
        "seed" : 4242
    }
}
})graph";

std::optional<ForeignRecipe> read(std::string_view graph) {
    return read_foreign_recipe(test::png_with({{"prompt", graph}}), "");
}

TEST(ComfyuiTest, ReadsACheckpointWithAChainOfLoras) {
    const auto recipe = read(kCheckpoint).value();

    EXPECT_EQ(recipe.program, Program::comfyui);
    EXPECT_EQ(recipe.prompt, "a lighthouse \xE2\x98\x80\ntwo lines");
    EXPECT_EQ(recipe.negative_prompt, "text, watermark");
    EXPECT_THAT(recipe.seed, Optional(18446744073709551615U));
    EXPECT_THAT(recipe.steps, Optional(20));
    EXPECT_THAT(recipe.guidance_scale, Optional(8.5));
    EXPECT_EQ(recipe.sampler, "dpmpp_2m karras");
    EXPECT_EQ(recipe.model, "SDXL/base.safetensors");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("coat", 0.8), is_lora("hat", -0.5)));
    EXPECT_EQ(recipe.text, kCheckpoint);
}

TEST(ComfyuiTest, ReadsTheNodesOfFlux) {
    const auto recipe = read(kFlux).value();

    EXPECT_EQ(recipe.prompt, "a harbour, at dusk");
    EXPECT_EQ(recipe.negative_prompt, "");
    EXPECT_THAT(recipe.seed, Optional(4242U));
    EXPECT_THAT(recipe.steps, Optional(28));
    EXPECT_THAT(recipe.guidance_scale, Optional(3.5));
    EXPECT_EQ(recipe.sampler, "euler simple");
    EXPECT_EQ(recipe.model, "flux1-dev.safetensors");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("film", 0.9), is_lora("grain", 0.25)));
}

TEST(ComfyuiTest, ReadsTheGraphInModelAndMakeOfWebpAndJpeg) {
    const Bytes tiff = test::tiff_with(
        {{0x010F, "workflow:{\"nodes\":[]}"}, {0x0110, Bytes("prompt:").append(kFlux)}}, false
    );

    EXPECT_EQ(read_foreign_recipe(test::webp_with(tiff), "")->text, kFlux);
    EXPECT_EQ(read_foreign_recipe(test::jpeg_with(tiff), "")->text, kFlux);
}

TEST(ComfyuiTest, ReadsAGraphAloneInAUserCommentAndARequestInASidecar) {
    const Bytes tiff = test::tiff_with({{0x9286, test::unicode_comment(kFlux)}}, false);
    const std::string request = R"({"client_id":"1","prompt":)" + std::string(kFlux) + "}";

    EXPECT_EQ(read_foreign_recipe(test::jpeg_with(tiff), "")->prompt, "a harbour, at dusk");
    EXPECT_EQ(read_foreign_recipe(test::png_with({}), request)->prompt, "a harbour, at dusk");
}

TEST(ComfyuiTest, ReadsCfgGuidersAndTheRoleThatControlNetsPassOn) {
    const auto recipe = read(R"graph({
      "1": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["2", 0], "guider": ["3", 0], "sampler": ["9", 0], "sigmas": ["9", 0], "latent_image": ["9", 0]}},
      "2": {"class_type": "RandomNoise", "inputs": {"noise_seed": 5}},
      "3": {"class_type": "CFGGuider", "inputs": {"cfg": 2.5, "positive": ["4", 0], "negative": ["4", 1], "model": ["8", 0]}},
      "4": {"class_type": "ControlNetApplyAdvanced", "inputs": {"strength": 0.5, "positive": ["5", 0], "negative": ["6", 0], "image": ["7", 0]}},
      "5": {"class_type": "ConditioningCombine", "inputs": {"conditioning_1": ["10", 0], "conditioning_2": ["11", 0]}},
      "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "fog"}},
      "7": {"class_type": "LoadImage", "inputs": {"image": "pose.png"}},
      "8": {"class_type": "UnetLoaderGGUF", "inputs": {"unet_name": "flux-q8.gguf"}},
      "10": {"class_type": "CLIPTextEncodeFlux", "inputs": {"clip_l": "tags", "t5xxl": "a heron", "guidance": 3.0}},
      "11": {"class_type": "CLIPTextEncode", "inputs": {"text": "in reeds"}}
    })graph")
                            .value();

    EXPECT_EQ(recipe.prompt, "a heron\nin reeds");
    EXPECT_EQ(recipe.negative_prompt, "fog");
    EXPECT_THAT(recipe.guidance_scale, Optional(3.0));
    EXPECT_EQ(recipe.model, "flux-q8.gguf");
}

TEST(ComfyuiTest, TellsOfThePassThatMadeThePictureNotOfThoseThatRefinedIt) {
    const auto recipe = read(R"graph({
      "1": {"class_type": "SaveImage", "inputs": {"images": ["2", 0]}},
      "2": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0]}},
      "3": {"class_type": "KSampler", "inputs": {"seed": 2, "steps": 9, "denoise": 0.4, "latent_image": ["4", 0], "positive": ["6", 0], "negative": ["7", 0]}},
      "4": {"class_type": "LatentUpscale", "inputs": {"samples": ["5", 0]}},
      "5": {"class_type": "KSamplerAdvanced", "inputs": {"noise_seed": 1, "steps": 25, "cfg": 4, "start_at_step": 0, "latent_image": ["8", 0], "positive": ["6", 0], "negative": ["7", 0]}},
      "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a heron <lora:reed:0.3>"}},
      "7": {"class_type": "ConditioningZeroOut", "inputs": {"conditioning": ["6", 0]}},
      "8": {"class_type": "EmptyLatentImage", "inputs": {"width": 8}}
    })graph")
                            .value();

    EXPECT_THAT(recipe.seed, Optional(1U));
    EXPECT_THAT(recipe.steps, Optional(25));
    EXPECT_EQ(recipe.prompt, "a heron");
    EXPECT_EQ(recipe.negative_prompt, "");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("reed", 0.3)));
}

TEST(ComfyuiTest, ReadsLoadersThatDoManyThings) {
    const auto recipe = read(R"graph({
      "1": {"class_type": "KSampler (Efficient)", "inputs": {
    "seed" : 3, "steps" : 20, "cfg" : 7, "sampler_name" : "euler",
                                                          "scheduler" : "normal",
                                                                        "model" : [ "2", 0 ],
                                                                                  "positive"
        : [ "2", 1 ],
          "negative" : [ "2", 2 ],
                       "latent_image" : [ "2", 3 ]}},
      "2": {"class_type": "Efficient Loader", "inputs": {"ckpt_name": "dream.safetensors", "lora_name": "None", "lora_model_strength": 1,
            "positive": "a mill", "negative": "people", "lora_stack": ["3", 0]}},
      "3": {
    "class_type" : "CR LoRA Stack", "inputs" : {
        "switch_1" : "On",
                     "lora_name_1" : "stone.safetensors",
                                     "model_weight_1" : 0.7,
                                     "switch_2" : "Off",
                                                  "lora_name_2" : "wood.safetensors",
                                                                  "model_weight_2" : 1,
                                                                  "switch_3" : "On",
                                                                               "lora_name_3"
            : "None"
    }
}
})graph")
                            .value();

    EXPECT_EQ(recipe.prompt, "a mill");
    EXPECT_EQ(recipe.negative_prompt, "people");
    EXPECT_EQ(recipe.model, "dream.safetensors");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("stone", 0.7)));
}

TEST(ComfyuiTest, KnowsTheTextThatItsNodesWriteInA1111sForm) {
    const auto recipe = read_foreign_recipe(
        test::png_with(
            {{"prompt", kFlux},
             {"parameters",
              "a tower\nSteps: 9, Sampler: Euler, Seed: 1, Size: 8x8, Version: ComfyUI"}}
        ),
        ""
    );

    EXPECT_EQ(recipe->program, Program::comfyui);
    EXPECT_EQ(recipe->prompt, "a tower");
}

}  // namespace
}  // namespace likeness::recipes
