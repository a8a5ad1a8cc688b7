import type { ImportedImage } from '@/api/router';
import { t } from '@/i18n';
import type { FoundImage } from './found';
import { ZipError } from './zip-fields';

/** What the sender does next follows from how an attempt ended. */
export type Outcome =
  | { kind: 'taken'; receipt: ImportedImage }
  | { kind: 'refused'; reason: string }
  /** Worth another try; after so many seconds where the server says so. */
  | { kind: 'later'; reason: string; seconds: number | null }
  | { kind: 'signedOut' };

const kPassing = [429, 502, 503, 504];
const kMaxSize = 64 << 20;
const kMaxPath = 1024;
const kLongestWait = 3600;

/** RFC 9110: seconds, or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null || header.trim() === '') {
    return null;
  }
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? (Date.parse(header) - Date.now()) / 1000 : seconds;
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), kLongestWait);
}

async function sentenceOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => null)) as {
    detail?: string;
    title?: string;
  } | null;
  return problem?.detail ?? problem?.title ?? t('errors:status', { status: response.status });
}

async function outcomeOf(response: Response): Promise<Outcome> {
  if (response.ok) {
    return { kind: 'taken', receipt: (await response.json()) as ImportedImage };
  }
  if (response.status === 401) {
    return { kind: 'signedOut' };
  }
  const reason = await sentenceOf(response);
  return kPassing.includes(response.status)
    ? { kind: 'later', reason, seconds: retryAfter(response.headers.get('Retry-After')) }
    : { kind: 'refused', reason };
}

/** Packs an image and the text beside it; throws when a file cannot be read. */
async function formOf({ path, read, sidecar }: FoundImage): Promise<FormData> {
  const form = new FormData();
  const file = await read();
  // A file that is gone or forbidden fails here, not as a connection that seems to break off.
  await file.slice(0, 1).arrayBuffer();
  form.append('file', file, path.replace(/^.*\//, ''));
  if (sidecar) {
    form.append('sidecar', await sidecar.read(), sidecar.path.replace(/^.*\//, ''));
  }
  return form;
}

async function post(image: FoundImage, body: FormData, signal: AbortSignal): Promise<Outcome> {
  const query = new URLSearchParams({
    path: image.path.slice(-kMaxPath),
    modifiedAt: image.modifiedAt.toISOString(),
  });
  const url = `${location.origin}/api/image-imports?${query.toString()}`;
  try {
    return await outcomeOf(await fetch(url, { method: 'POST', body, signal }));
  } catch {
    return { kind: 'later', reason: t('errors:unreachable'), seconds: null };
  }
}

/** One attempt to bring in an image. Never throws; what an abort leaves is to be asked of the signal. */
export async function sendImage(image: FoundImage, signal: AbortSignal): Promise<Outcome> {
  if (image.size > kMaxSize) {
    return { kind: 'refused', reason: t('moveIn:tooLarge', { megabytes: kMaxSize >> 20 }) };
  }
  const body = await formOf(image).catch((error: unknown) => error);
  if (body instanceof FormData) {
    return post(image, body, signal);
  }
  const reason = body instanceof ZipError ? body.message : t('moveIn:unreadable');
  return { kind: 'refused', reason };
}
