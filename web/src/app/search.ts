import type { LoraScope } from '@/features/loras/lib/lora-list';

/** What lies over a page: part of its address, so that going back closes it. */
interface ShellSearch {
  /** The LoRA with which to generate. */
  generate?: string;
  /** The picture in the viewer. Shown to the outside as /images/<id>. */
  image?: string;
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
  const cull = text(search.cull);
  const compare = text(search.compare);
  return {
    ...(generate && { generate }),
    ...(image && { image }),
    ...(cull && { cull }),
    ...(compare && { compare }),
  };
}

export function validateLorasSearch(search: Record<string, unknown>): { scope?: LoraScope } {
  const { scope } = search;
  return scope === 'person' || scope === 'mine' || scope === 'all' ? { scope } : {};
}
