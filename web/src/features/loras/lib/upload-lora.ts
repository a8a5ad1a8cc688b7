import type { FieldError, LoraDetail, Visibility } from '@/api/router';
import { ApiError } from '@/lib/api-error';

export interface LoraLabels {
  name: string;
  trigger: string;
  personId: number | null;
  visibility: Visibility;
}

interface Progress {
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/** RFC 9457, as the server writes it. */
interface Problem {
  code?: string;
  detail?: string;
  title?: string;
  errors?: FieldError[];
}

function query(labels: LoraLabels): string {
  const known = new URLSearchParams({ visibility: labels.visibility });
  for (const [name, value] of Object.entries({
    name: labels.name.trim(),
    trigger: labels.trigger.trim(),
  })) {
    if (value) {
      known.set(name, value);
    }
  }
  if (labels.personId !== null) {
    known.set('personId', String(labels.personId));
  }
  return known.toString();
}

function failureOf(request: XMLHttpRequest): ApiError {
  let problem: Problem = {};
  try {
    problem = JSON.parse(request.responseText) as Problem;
  } catch {
    // A proxy may answer with something else; the status then has to do.
  }
  return new ApiError({
    code: problem.code ?? 'UNKNOWN',
    message:
      problem.detail ?? problem.title ?? `The server answered with status ${request.status}.`,
    fields: problem.errors,
    requestId: request.getResponseHeader('X-Request-Id') ?? undefined,
  });
}

/** Sends the file as it is. Only this old interface tells how much of it has left. */
export function uploadLora(
  file: File,
  labels: LoraLabels,
  { onProgress, signal }: Progress,
): Promise<LoraDetail> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/loras?${query(labels)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress(event.loaded / Math.max(1, event.total));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as LoraDetail);
      } else {
        reject(failureOf(request));
      }
    };
    request.onerror = () =>
      reject(
        new ApiError({
          code: 'NETWORK',
          message: 'The connection broke off. Nothing was imported; try again.',
        }),
      );
    signal.addEventListener('abort', () => {
      request.abort();
      reject(new ApiError({ code: 'ABORTED', message: 'Import cancelled.' }));
    });
    request.send(file);
  });
}
