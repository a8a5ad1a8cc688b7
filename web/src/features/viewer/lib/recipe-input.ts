import type { GenerateInput, ImageDetail } from '@/api/router';

/** The same recipe with other seeds, as many pictures as usual. */
export function varyInput({ recipe }: ImageDetail, personId: number | null): GenerateInput {
  const { width, height, ...settings } = recipe.settings;
  return {
    loraTrainingId: recipe.lora.id,
    prompt: recipe.prompt,
    personId,
    engine: recipe.engine,
    imageSize: { width, height },
    ...settings,
  };
}

/** What makes exactly this image once more. */
export function againInput(image: ImageDetail, personId: number | null): GenerateInput {
  return { ...varyInput(image, personId), seed: image.recipe.seed, numImages: 1 };
}
