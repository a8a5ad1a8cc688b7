import type { Engine, GenerateInput, GenerationBatch, ServerInfo } from '@/api/router';
import type { Draft } from '@/lib/drafts';

/** The pixels that a draft asks for. */
export function sizeOf(
  draft: Draft,
  { defaults, sizePresets }: ServerInfo,
): { width: number; height: number } {
  const { imageSize } = draft;
  if (typeof imageSize === 'object') {
    return imageSize;
  }
  return sizePresets.find((preset) => preset.name === imageSize) ?? defaults;
}

/** Without an engine that is gone, or that cannot use the LoRA: then there was no choice. */
export function withKnownEngine({ engine, ...draft }: Draft, engines: readonly Engine[]): Draft {
  const isKnown = engines.some(({ id }) => id === engine);
  return isKnown && engine !== undefined ? { ...draft, engine } : draft;
}

/** What is sent for a draft. What it leaves out the server fills in. */
export function inputOf(
  draft: Draft,
  loraTrainingId: string,
  personId: number | null,
): GenerateInput {
  return { ...draft, prompt: draft.prompt.trim(), loraTrainingId, personId };
}

/** The rungs of one differ in their strength; it is not made again like a batch. */
export function isLadder({ jobs }: GenerationBatch): boolean {
  return new Set(jobs.map(({ loraScale }) => loraScale)).size > 1;
}

/** The same once more, with other seeds. */
export function inputOfBatch(
  batch: GenerationBatch,
  changes: Partial<GenerateInput> = {},
): GenerateInput {
  const { width, height, ...settings } = batch.settings;
  return {
    loraTrainingId: batch.loraTrainingId,
    prompt: batch.prompt,
    numImages: batch.numImages,
    personId: batch.personId,
    engine: batch.engine,
    imageSize: { width, height },
    ...(batch.loras.length > 0 && { loras: batch.loras }),
    ...settings,
    ...changes,
  };
}

const advanced = [
  'numInferenceSteps',
  'guidanceScale',
  'seed',
  'outputFormat',
  'enableSafetyChecker',
  'engine',
  'loras',
] as const satisfies (keyof Draft)[];

/** Whether anything under "Advanced" differs from the defaults. */
export function hasAdvanced(draft: Draft): boolean {
  return typeof draft.imageSize === 'object' || advanced.some((name) => draft[name] !== undefined);
}

/** Everything under "Advanced" back to its default. */
export function withoutAdvanced(draft: Draft): { [K in keyof Draft]?: undefined } {
  const names =
    typeof draft.imageSize === 'object' ? [...advanced, 'imageSize' as const] : advanced;
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
