import type { GeneratedImage, ImageDetail } from '@/api/router';
import { t } from '@/i18n';

const kAltLength = 160;

/** What a picture shows, for those who do not see it. */
export function imageAlt(image: Pick<GeneratedImage, 'prompt'>): string {
  const prompt = image.prompt === '' ? t('common:noPrompt') : image.prompt;
  return prompt.length > kAltLength ? `${prompt.slice(0, kAltLength - 1)}…` : prompt;
}

/** The page of a picture. */
export function imagePath(id: string): string {
  return `/images/${id}`;
}

/** Under what name it is saved. */
export function fileName(image: Pick<GeneratedImage, 'prompt' | 'seed' | 'contentType'>): string {
  const words = image.prompt
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48);
  const ending = image.contentType.split('/')[1]?.replace('jpeg', 'jpg') ?? 'jpg';
  return `${words || t('common:fileName')}-${image.seed}.${ending}`;
}

/** The recipe as the widely read text form has it (AUTOMATIC1111's). */
export function recipeText(image: ImageDetail): string {
  const { recipe } = image;
  const { settings, lora, loras } = recipe;
  const hashes = loras.map(({ name, sha256 }) => `${name}: ${sha256.slice(0, 12)}`);
  const tags = loras.map(({ name, scale }) => `<lora:${name}:${scale}>`);
  const facts = [
    `Steps: ${settings.numInferenceSteps}`,
    `CFG scale: ${settings.guidanceScale}`,
    `Seed: ${recipe.seed}`,
    `Size: ${settings.width}x${settings.height}`,
    `Model: ${lora.baseModel}`,
    `Lora hashes: "${hashes.join(', ')}"`,
    `Version: Likeness ${recipe.engine}`,
  ];
  return `${recipe.finalPrompt} ${tags.join(' ')}\n${facts.join(', ')}`;
}
