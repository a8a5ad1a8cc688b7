import type { ImageSize, OutputFormat } from '@/api/router';
import { readStored, writeStored } from './storage';
import { createStore, useStore, type Store } from './store';

/** A LoRA that is to be used beside the first. */
export interface FurtherLora {
  loraTrainingId: string;
  /** Null: its own. */
  scale?: number | null;
}

/** What someone has set for a LoRA and not yet sent. What is left out is the server's default. */
export interface Draft {
  prompt: string;
  numImages?: number;
  imageSize?: ImageSize;
  numInferenceSteps?: number;
  guidanceScale?: number;
  loraScale?: number;
  /** Digits; left out for a random one. */
  seed?: string;
  outputFormat?: OutputFormat;
  enableSafetyChecker?: boolean;
  engine?: string;
  /** Beside its own. */
  loras?: FurtherLora[];
}

const empty: Draft = { prompt: '' };
const stores = new Map<string, Store<Draft>>();

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'prompt' in value &&
    typeof value.prompt === 'string'
  );
}

function storedDraft(loraId: string): Draft {
  try {
    const value: unknown = JSON.parse(readStored(`draft:${loraId}`) ?? 'null');
    return isDraft(value) ? value : empty;
  } catch {
    return empty;
  }
}

function storeOf(loraId: string): Store<Draft> {
  const known = stores.get(loraId);
  if (known) {
    return known;
  }
  const store = createStore(storedDraft(loraId));
  stores.set(loraId, store);
  return store;
}

export function draftOf(loraId: string): Draft {
  return storeOf(loraId).get();
}

export function useDraft(loraId: string): Draft {
  return useStore(storeOf(loraId));
}

/** Changes some of it; undefined goes back to the default. */
export function changeDraft(
  loraId: string,
  changes: { [K in keyof Draft]?: Draft[K] | undefined },
): void {
  const store = storeOf(loraId);
  const next = { ...store.get(), ...changes };
  store.set(next);
  writeStored(`draft:${loraId}`, JSON.stringify(next));
}

/** For tests: forgets what is in memory. */
export function forgetDrafts(): void {
  stores.clear();
}
