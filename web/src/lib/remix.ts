import type { GenerationSettings, Recipe as ImageRecipe, ServerInfo } from '@/api/router';
import { t } from '@/i18n';
import { changeDraft, draftOf, type Draft, type FurtherLora } from './drafts';
import { engineChoice } from './engines';
import { showToast } from './toasts';

interface Recipe {
  prompt: string;
  settings: GenerationSettings;
  /** Others make other pictures of the same seed. */
  engine: string;
  /** Left out: random again. */
  seed?: string | undefined;
  /** Beside the first. */
  furtherLoras?: FurtherLora[];
}

type Changes = { [K in keyof Draft]?: Draft[K] | undefined };

/** A value of a recipe, or nothing where it is the default anyway. */
function unlessDefault<T>(value: T, byDefault: T | undefined): T | undefined {
  return value === byDefault ? undefined : value;
}

/** By its name where it has one, and not at all where it is the default. */
function sizeFor(
  { width, height }: GenerationSettings,
  info: ServerInfo | undefined,
): Draft['imageSize'] {
  const isSame = (size: { width: number; height: number } | undefined) =>
    size?.width === width && size.height === height;
  if (isSame(info?.defaults)) {
    return undefined;
  }
  const preset = info?.sizePresets.find(isSame);
  return (preset?.name ?? { width, height }) as Draft['imageSize'];
}

function changesFor(
  { prompt, settings, engine, seed, furtherLoras = [] }: Recipe,
  info: ServerInfo | undefined,
): Changes {
  return {
    prompt,
    seed,
    engine: engineChoice(engine, info?.engines),
    imageSize: sizeFor(settings, info),
    loraScale: settings.loraScale,
    numInferenceSteps: unlessDefault(settings.numInferenceSteps, info?.defaults.numInferenceSteps),
    guidanceScale: unlessDefault(settings.guidanceScale, info?.defaults.guidanceScale),
    outputFormat:
      settings.outputFormat === info?.defaults.outputFormat ? undefined : settings.outputFormat,
    enableSafetyChecker: unlessDefault(
      settings.enableSafetyChecker,
      info?.defaults.enableSafetyChecker,
    ),
    loras: furtherLoras.length > 0 ? furtherLoras : undefined,
  };
}

/** All but the first of a recipe's LoRAs. */
export function furtherLorasOf({ loras }: Pick<ImageRecipe, 'loras'>): FurtherLora[] {
  return loras.slice(1).map(({ id, scale }) => ({ loraTrainingId: id, scale }));
}

/** How much of a recipe: all of it with the seed, all but the seed, or one thing alone. */
export type RemixPart = 'all' | 'remix' | 'prompt' | 'seed';

function partOf(changes: Changes, part: RemixPart): Changes {
  switch (part) {
    case 'all':
      return changes;
    case 'remix':
      return { ...changes, seed: undefined };
    case 'prompt':
      return { prompt: changes.prompt };
    case 'seed':
      return { seed: changes.seed };
  }
}

/** Puts a recipe, or a part of it, back into the form of its LoRA. What stood there can be had back. */
export function remix(
  loraId: string,
  recipe: Recipe,
  info: ServerInfo | undefined,
  part: RemixPart = 'all',
): void {
  const before = draftOf(loraId);
  const changes = partOf(changesFor(recipe, info), part);
  const names = Object.keys(changes) as (keyof Draft)[];
  const back: Changes = Object.fromEntries(names.map((name) => [name, before[name]]));
  const replaces = names.some(
    (name) => before[name] && JSON.stringify(before[name]) !== JSON.stringify(changes[name]),
  );
  changeDraft(loraId, changes);
  if (replaces) {
    showToast(t(part === 'all' || part === 'remix' ? 'viewer:remixed' : `viewer:remixed_${part}`), {
      action: { label: t('common:undo'), run: () => changeDraft(loraId, back) },
    });
  }
}
