// The service's error bodies: those of models, those of the platform, and how a request ends with each.

/** One entry of a model error's `detail`. */
export function item(type, loc, msg, { input, ctx } = {}) {
  return { loc, msg, type, url: `https://docs.fal.ai/errors#${type}`, ...(ctx ? { ctx } : {}), ...(input === undefined ? {} : { input }) };
}

/** How a request ends that the model refused. Validation by the framework costs nothing. */
export function modelError(status, items, { retryable = false, billed = false } = {}) {
  return { status, body: { detail: items }, headers: { 'x-fal-retryable': String(retryable), ...(billed ? {} : { 'x-fal-billable-units': '0' }) } };
}

const modelErrors = {
  internal_server_error: [500, 'Internal server error'],
  generation_timeout: [504, 'Generation timed out'],
  downstream_service_error: [400, 'Downstream service error'],
  downstream_service_unavailable: [500, 'Downstream service unavailable'],
  content_policy_violation: [422, 'The content could not be processed because it was flagged by a content checker.'],
  no_media_generated: [422, 'No media was generated'],
  file_download_error: [422, 'Failed to download the file. Please check if the URL is accessible and try again.'],
  image_too_large: [422, 'Image dimensions are too large'],
  feature_not_supported: [422, 'This feature is not supported'],
};

const platformErrors = {
  request_timeout: 504,
  startup_timeout: 504,
  runner_scheduling_failure: 503,
  runner_connection_timeout: 503,
  runner_disconnected: 503,
  runner_connection_refused: 503,
  runner_connection_error: 503,
  runner_incomplete_response: 502,
  runner_server_error: 500,
  internal_error: 500,
  client_disconnected: 499,
  client_cancelled: 499,
  bad_request: 400,
};

/** How a request ends that the platform could not run; such an end also shows in its status. */
export function platformError(type, detail = `Request failed: ${type}`, headers = {}) {
  return { status: platformErrors[type], body: { detail, error_type: type }, headers: { 'x-fal-error-type': type, ...headers }, error: detail, errorType: type };
}

/** The end that a test ordered: the name of an error of the tables, or `{status, body, headers?}`. */
export function orderedOutcome(order, input) {
  if (typeof order !== 'string') return { headers: {}, ...order };
  if (order in platformErrors) return platformError(order);
  const known = modelErrors[order];
  if (!known) throw new Error(`there is no error ${order}`);
  return modelError(known[0], [item(order, ['body', 'prompt'], known[1], { input, ctx: {} })], { billed: true });
}

export const bodies = {
  noKey: (app) => ({ detail: `Cannot access application "${app}". Authentication is required to access this application.` }),
  badKeyFormat: { detail: "Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'." },
  unknownKey: { detail: 'No user found for Key ID and Secret' },
  storageNoKey: { detail: 'Authorization header is required' },
  exhausted: { detail: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.' },
  unknownApp: (app) => ({ detail: `Application "${app}" not found` }),
  unknownPath: (path) => ({ detail: `Path ${path} not found` }),
  stillRunning: { detail: 'Request is still in progress' },
  notAllowed: { detail: 'Method Not Allowed' },
  tooManyRunning: { detail: 'Concurrent requests limit reached', error_type: 'concurrent_requests_limit' },
};
