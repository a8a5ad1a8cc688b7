import type { Lora } from '@/api/router';

/** What the status of a LoRA is called; null for one that is simply ready. */
const statusText = {
  queued: 'Waiting to train',
  training: 'Training',
  failed: 'Training failed',
  cancelled: 'Training cancelled',
  completed: null,
} as const;

/** Why no pictures can be made with a LoRA now; null when they can. */
export function unusableReason(
  lora: Pick<Lora, 'status' | 'canGenerate' | 'baseModel'>,
): { short: string; long: string } | null {
  if (lora.canGenerate) {
    return null;
  }
  const status = statusText[lora.status];
  return status
    ? { short: status, long: `${status}. Pictures can be made once it is ready.` }
    : {
        short: 'No engine for it',
        long: `Made for ${lora.baseModel || 'a model it does not name'}; no engine of this server can use it.`,
      };
}

/** Whose programs name the layers of a file in its way. */
const families: Partial<Record<string, string>> = {
  bfl: 'Black Forest Labs',
  diffusers: 'Diffusers',
  kohya: 'Kohya',
  lycoris: 'LyCORIS',
  onetrainer: 'OneTrainer',
  paperflux: 'PaperFlux',
  peft: 'PEFT',
  xlabs: 'XLabs',
};

export function keyFamilyText(family: string): string {
  return families[family] ?? 'not known';
}

export const visibilityText = {
  public: 'Everyone',
  link: 'Whoever has the link',
  private: 'Only me',
} as const;
