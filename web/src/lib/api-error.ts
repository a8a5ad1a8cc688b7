import type { AppRouter, ErrorShape, FieldError } from '@/api/router';
import { t } from '@/i18n';
import { TRPCClientError } from '@trpc/client';

interface Details {
  code: string;
  message: string;
  fields?: FieldError[] | undefined;
  requestId?: string | undefined;
  nextAt?: string | undefined;
}

/** The one form in which this page knows failures, whichever wire they came by. */
export class ApiError extends Error {
  /** One of the server's codes, or NETWORK when it could not be reached. */
  readonly code: string;
  readonly fields: readonly FieldError[];
  readonly requestId: string | undefined;
  /** When the quota gives the next unit back. */
  readonly nextAt: string | undefined;

  constructor({ code, message, fields = [], requestId, nextAt }: Details) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.fields = fields;
    this.requestId = requestId;
    this.nextAt = nextAt;
  }

  /** What the server says about one field of the input. */
  fieldMessage(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

function fromShape(shape: ErrorShape): ApiError {
  const { code, errors, nextAt, requestId } = shape.data;
  return new ApiError({
    code,
    message: shape.message || t('errors:unknown'),
    fields: errors,
    nextAt,
    requestId,
  });
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof TRPCClientError) {
    const { shape } = error as TRPCClientError<AppRouter>;
    return shape
      ? fromShape(shape)
      : new ApiError({ code: 'NETWORK', message: t('errors:unreachable') });
  }
  if (error instanceof Error && error.message) {
    return new ApiError({ code: 'UNKNOWN', message: error.message });
  }
  return new ApiError({ code: 'UNKNOWN', message: t('errors:unknown') });
}

/** Whether the same request may go through if sent again. */
export function isPassing(error: ApiError): boolean {
  return ['NETWORK', 'SERVICE_UNAVAILABLE', 'GATEWAY_TIMEOUT', 'TIMEOUT'].includes(error.code);
}
