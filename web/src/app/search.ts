import type { LoraScope } from '@/features/loras/lib/lora-list';

/** What lies over a page: part of its address, so that going back closes it. */
interface ShellSearch {
  /** The LoRA with which to generate. */
  generate?: string;
  /** The picture in the viewer. Shown to the outside as /images/<id>. */
  image?: string;
  /** Where in a gallery one is: the first picture of the topmost row. */
  at?: string;
  /** The batch of which the best picture is being picked. */
  cull?: string;
  /** The two pictures that are compared: "id,id". */
  compare?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function validateShellSearch(search: Record<string, unknown>): ShellSearch {
  const generate = text(search.generate);
  const image = text(search.image);
  const at = text(search.at);
  const cull = text(search.cull);
  const compare = text(search.compare);
  return {
    ...(generate && { generate }),
    ...(image && { image }),
    ...(compare && { compare }),
    ...(at && { at }),
    ...(cull && { cull }),
  };
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

/** What is searched for among one's pictures. */
export function validateImagesSearch(search: Record<string, unknown>): { q?: string } {
  const q = typeof search.q === 'number' ? String(search.q) : text(search.q);
  return q ? { q } : {};
}
