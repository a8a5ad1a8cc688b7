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
const times = new Map<string, string>();
const changed = new Map<string, Set<() => void>>();

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'prompt' in value &&
    typeof value.prompt === 'string'
  );
}

function parsedDraft(text: string | null): Draft {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isDraft(value) ? value : empty;
  } catch {
    return empty;
  }
}

function isTime(text: string | null): text is string {
  return text !== null && !Number.isNaN(Date.parse(text));
}

function storeOf(loraId: string): Store<Draft> {
  const known = stores.get(loraId);
  if (known) {
    return known;
  }
  const store = createStore(parsedDraft(readStored(`draft:${loraId}`)));
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
  note(loraId, new Date().toISOString());
  changed.get(loraId)?.forEach((listener) => listener());
}

/** When it was changed last, by the clock of whoever did; empty for one that never was. */
export function draftChangedAt(loraId: string): string {
  const time = times.get(loraId) ?? readStored(`draftTime:${loraId}`);
  return isTime(time) ? time : '';
}

/** Takes in what another device wrote. */
export function adoptDraft(loraId: string, content: string, changedAt: string): void {
  const draft = parsedDraft(content);
  storeOf(loraId).set(draft);
  writeStored(`draft:${loraId}`, JSON.stringify(draft));
  note(loraId, changedAt);
}

/** Calls back when somebody changes it here. */
export function watchDraft(loraId: string, onChange: () => void): () => void {
  const listeners = changed.get(loraId) ?? new Set();
  changed.set(loraId, listeners.add(onChange));
  return () => listeners.delete(onChange);
}

function note(loraId: string, time: string): void {
  times.set(loraId, time);
  writeStored(`draftTime:${loraId}`, time);
}

/** For tests: forgets what is in memory. */
export function forgetDrafts(): void {
  stores.clear();
  times.clear();
}
