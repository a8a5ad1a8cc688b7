import type { ImageDetail, Recipe } from '@/api/router';
import { t } from '@/i18n';

/** Whether more can be made with its LoRA: one that is known by pictures that moved in has no file. */
export function hasFile({ lora }: Recipe): boolean {
  return lora.sha256 !== '';
}

/** Why no more like it can be made here. */
export function unusableText({ origin }: ImageDetail): string {
  return t(origin?.loras.length === 0 ? 'viewer:noLora' : 'viewer:onlyKnown');
}
