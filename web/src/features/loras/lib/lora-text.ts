import { t } from '@/i18n';
import type { Lora, Visibility } from '@/api/router';

/** What the status of a LoRA is called; null for one that is simply ready. */
function statusText(status: Lora['status']): string | null {
  return status === 'completed' ? null : t(`loras:${status}`);
}

/** Whether there is but its name, from pictures that moved in. */
export function isOnlyKnown({ source }: Pick<Lora, 'source'>): boolean {
  return source === 'gallery';
}

/** Why no pictures can be made with a LoRA now; null when they can. */
export function unusableReason(
  lora: Pick<Lora, 'status' | 'canGenerate' | 'baseModel' | 'source'>,
): { short: string; long: string; tone: 'plain' | 'danger' } | null {
  if (lora.canGenerate) {
    return null;
  }
  if (isOnlyKnown(lora)) {
    return { short: t('loras:fromGallery'), long: t('loras:fromGalleryNote'), tone: 'plain' };
  }
  const status = statusText(lora.status);
  return status
    ? { short: status, long: t('loras:notReady', { status }), tone: 'danger' }
    : {
        short: t('loras:noEngine'),
        long: lora.baseModel
          ? t('loras:noEngineFor', { model: lora.baseModel })
          : t('loras:noEngineForUnnamed'),
        tone: 'danger',
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
  return families[family] ?? t('loras:notKnown');
}

export const visibilities = ['public', 'link', 'private'] as const satisfies Visibility[];

export function visibilityText(visibility: Visibility): string {
  return t(`loras:${visibility}`);
}
