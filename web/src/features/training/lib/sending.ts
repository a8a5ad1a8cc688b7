import type { Upload, UploadReceipt } from '@/api/router';
import { api } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { sendFile } from '@/lib/send-file';
import { createStore, useStore } from '@/lib/store';
import { useQuery } from '@tanstack/react-query';
import { changeDraft, draft } from './draft';

// Browsers open six connections to a server of HTTP/1.1; the rest of the page needs some.
const kAtOnce = 2;

/** A file on its way, or one that was refused. */
export interface SentFile {
  key: string;
  name: string;
  /** From 0 to 1. */
  progress: number;
  /** Why it was refused; null while it is on its way. */
  reason: string | null;
}

interface Job extends SentFile {
  file: File;
  abort: AbortController;
  isBegun: boolean;
}

const store = createStore<readonly Job[]>([]);
let keys = 0;

/** What came in since the page was opened; lists asked for meanwhile may not know it. */
const arrived = createStore<readonly Upload[]>([]);

/** One's own uploads that are known here, by id. */
export function useUploads(): (id: string) => Upload | undefined {
  const { data } = useQuery(api.uploads.list.queryOptions({ limit: 200 }));
  const fresh = useStore(arrived);
  return (id) => [...fresh, ...(data?.items ?? [])].find((upload) => upload.id === id);
}

export function useSentFiles(): readonly SentFile[] {
  return useStore(store);
}

function change(key: string, changes: Partial<Job>): void {
  store.set((jobs) => jobs.map((job) => (job.key === key ? { ...job, ...changes } : job)));
}

function remove(key: string): void {
  store.set((jobs) => jobs.filter((job) => job.key !== key));
}

/** Puts what has come in among the photos of the training, each once. */
function choose(uploads: readonly Upload[]): void {
  arrived.set((known) => [...known, ...uploads]);
  const { picks } = draft();
  const more = uploads
    .filter(({ id }) => !picks.some((pick) => pick.id === id))
    .map(({ id, caption }) => ({ id, caption, crop: null }));
  changeDraft({ picks: [...picks, ...more] });
}

/** Each refused file of an archive is told of by itself. */
function tellRefused(receipt: UploadReceipt): void {
  const refused = receipt.refused.map(({ name, reason }) => makeJob(new File([], name), reason));
  store.set((jobs) => [...jobs, ...refused]);
}

async function send(job: Job): Promise<void> {
  change(job.key, { isBegun: true });
  try {
    const receipt = await sendFile<UploadReceipt>(
      `/api/uploads?name=${encodeURIComponent(job.name)}`,
      job.file,
      { onProgress: (progress) => change(job.key, { progress }), signal: job.abort.signal },
    );
    remove(job.key);
    choose(receipt.items);
    tellRefused(receipt);
  } catch (error) {
    const { code, message } = toApiError(error);
    if (code === 'ABORTED') {
      remove(job.key);
    } else {
      change(job.key, { reason: message });
    }
  }
  sendNext();
}

function sendNext(): void {
  const open = store.get().filter((job) => job.reason === null);
  const free = kAtOnce - open.filter((job) => job.isBegun).length;
  open
    .filter((job) => !job.isBegun)
    .slice(0, Math.max(0, free))
    .forEach((job) => void send(job));
}

function makeJob(file: File, reason: string | null): Job {
  keys += 1;
  return {
    key: String(keys),
    name: file.name,
    progress: 0,
    reason,
    file,
    abort: new AbortController(),
    isBegun: reason !== null,
  };
}

/** Sends the files, a few at a time; they join the photos of the training as they arrive. */
export function sendFiles(files: readonly File[]): void {
  store.set((jobs) => [...jobs, ...files.map((file) => makeJob(file, null))]);
  sendNext();
}

/** Stops a file that is on its way, or forgets one that was refused. */
export function dropSent(key: string): void {
  const job = store.get().find((candidate) => candidate.key === key);
  if (job?.isBegun && job.reason === null) {
    job.abort.abort();
  } else {
    remove(key);
  }
}

/** For tests: stops and forgets everything. */
export function forgetSent(): void {
  store.get().forEach((job) => job.abort.abort());
  store.set([]);
  arrived.set([]);
}
