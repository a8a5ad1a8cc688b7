import type { CropSquare, Training } from '@/api/router';
import { readStored, writeStored } from '@/lib/storage';
import { createStore, useStore } from '@/lib/store';

/** A photo that has been chosen for the training. */
export interface Pick {
  /** Of the upload. */
  id: string;
  caption: string;
  /** Null for all of it. */
  crop: CropSquare | null;
}

/** What has been filled in and not yet sent. */
export interface TrainingDraft {
  name: string;
  trigger: string;
  /** Null for the trainer's default. */
  steps: number | null;
  isStyle: boolean;
  picks: readonly Pick[];
}

const empty: TrainingDraft = { name: '', trigger: '', steps: null, isStyle: false, picks: [] };

function isDraft(value: unknown): value is TrainingDraft {
  return (
    typeof value === 'object' && value !== null && 'picks' in value && Array.isArray(value.picks)
  );
}

function stored(): TrainingDraft {
  try {
    const value: unknown = JSON.parse(readStored('trainingDraft') ?? 'null');
    return isDraft(value) ? { ...empty, ...value } : empty;
  } catch {
    return empty;
  }
}

const store = createStore<TrainingDraft | null>(null);

export function draft(): TrainingDraft {
  return store.get() ?? stored();
}

export function useTrainingDraft(): TrainingDraft {
  return useStore(store) ?? stored();
}

export function changeDraft(changes: Partial<TrainingDraft>): void {
  const next = { ...draft(), ...changes };
  store.set(next);
  writeStored('trainingDraft', JSON.stringify(next));
}

export function changePick(id: string, changes: Partial<Pick>): void {
  changeDraft({
    picks: draft().picks.map((pick) => (pick.id === id ? { ...pick, ...changes } : pick)),
  });
}

export function removePick(id: string): void {
  changeDraft({ picks: draft().picks.filter((pick) => pick.id !== id) });
}

export function clearDraft(): void {
  changeDraft(empty);
}

/** To be tried again: what a training was, as far as its photos are still there. */
export function draftFrom(training: Training): void {
  changeDraft({
    name: training.name,
    trigger: training.trigger,
    steps: training.steps,
    isStyle: training.isStyle,
    picks: training.images
      .filter((image) => image.thumbnailUrl !== null)
      .map(({ uploadId, caption, crop }) => ({ id: uploadId, caption, crop })),
  });
}

/** For tests: forgets what is in memory. */
export function forgetTrainingDraft(): void {
  store.set(null);
}
