import type { GenerationSettings, ServerInfo } from '@/api/router';
import { changeDraft, draftOf, type Draft } from './drafts';
import { showToast } from './toasts';

interface Recipe {
  prompt: string;
  settings: GenerationSettings;
  /** Left out: random again. */
  seed?: string | undefined;
}

type Changes = { [K in keyof Draft]?: Draft[K] | undefined };

/** A value of a recipe, or nothing where it is the default anyway. */
function unlessDefault<T>(value: T, byDefault: T | undefined): T | undefined {
  return value === byDefault ? undefined : value;
}

function changesFor({ prompt, settings, seed }: Recipe, info: ServerInfo | undefined): Changes {
  const { width, height } = settings;
  const preset = info?.sizePresets.find((size) => size.width === width && size.height === height);
  const isDefaultSize = info?.defaults.width === width && info.defaults.height === height;
  const named = (preset?.name ?? { width, height }) as Draft['imageSize'];
  return {
    prompt,
    seed,
    imageSize: isDefaultSize ? undefined : named,
    loraScale: settings.loraScale,
    numInferenceSteps: unlessDefault(settings.numInferenceSteps, info?.defaults.numInferenceSteps),
    guidanceScale: unlessDefault(settings.guidanceScale, info?.defaults.guidanceScale),
    outputFormat:
      settings.outputFormat === info?.defaults.outputFormat ? undefined : settings.outputFormat,
    enableSafetyChecker: unlessDefault(
      settings.enableSafetyChecker,
      info?.defaults.enableSafetyChecker,
    ),
  };
}

/** Puts a recipe back into the form of its LoRA. What stood there can be had back. */
export function remix(loraId: string, recipe: Recipe, info: ServerInfo | undefined): void {
  const before = draftOf(loraId);
  changeDraft(loraId, changesFor(recipe, info));
  if (before.prompt && before.prompt !== recipe.prompt) {
    showToast('The recipe is in the form now', {
      action: { label: 'Undo', run: () => changeDraft(loraId, before) },
    });
  }
}
