import type { FieldError } from '@/api/router';
import { t } from '@/i18n';
import { ApiError } from './api-error';

export interface Sending {
  /** From 0 to 1: how much has left. */
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

function failureOf(request: XMLHttpRequest): ApiError {
  let problem: Problem = {};
  try {
    problem = JSON.parse(request.responseText) as Problem;
  } catch {
    // A proxy may answer with something else; the status then has to do.
  }
  return new ApiError({
    code: problem.code ?? 'UNKNOWN',
    message: problem.detail ?? problem.title ?? t('errors:status', { status: request.status }),
    fields: problem.errors,
    requestId: request.getResponseHeader('X-Request-Id') ?? undefined,
  });
}

/** Sends a file, or whatever else the server takes its time with. Only this old interface tells how much of it has left. */
export function sendFile<Answer>(
  url: string,
  body: Blob,
  { onProgress, signal }: Sending,
  type = 'application/octet-stream',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Content-Type', type);
    request.upload.onprogress = (event) => onProgress(event.loaded / Math.max(1, event.total));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Answer);
      } else {
        reject(failureOf(request));
      }
    };
    request.onerror = () =>
      reject(new ApiError({ code: 'NETWORK', message: t('errors:brokeOff') }));
    signal.addEventListener('abort', () => {
      request.abort();
      reject(new ApiError({ code: 'ABORTED', message: t('errors:cancelled') }));
    });
    request.send(body);
  });
}
