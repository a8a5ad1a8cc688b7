import type { LoraScope } from '@/features/loras/lib/lora-list';

/** What lies over a page: part of its address, so that going back closes it. */
interface ShellSearch {
  /** The LoRA with which to generate. */
  generate?: string;
  /** The picture in the viewer. Shown to the outside as /images/<id>. */
  image?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function validateShellSearch(search: Record<string, unknown>): ShellSearch {
  const generate = text(search.generate);
  const image = text(search.image);
  return { ...(generate && { generate }), ...(image && { image }) };
}

export function validateLorasSearch(search: Record<string, unknown>): { scope?: LoraScope } {
  const { scope } = search;
  return scope === 'person' || scope === 'mine' || scope === 'all' ? { scope } : {};
}

/** The picture of a shared link that is seen large. */
export function validateShareSearch(search: Record<string, unknown>): { picture?: string } {
  const picture = text(search.picture);
  return picture ? { picture } : {};
}
