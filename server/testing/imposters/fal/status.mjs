// The status of a request as the queue tells it.

function links(request, { settings, addresses }, isForeign) {
  const base = `${isForeign ? addresses.elsewhere : addresses.queue + settings.prefix}/${request.app}/requests/${request.id}`;
  return { request_id: request.id, response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
}

function spoil(status, { without = [] }) {
  for (const name of without) delete status[name];
  return status;
}

/** The answer to submit. However far the request is by now, it says that it waits. */
export function acceptance(request, origin, spoiled) {
  const status = { status: 'IN_QUEUE', ...links(request, origin, spoiled.foreign), queue_position: origin.requests.positionOf(request), logs: null, metrics: {} };
  return spoil(status, spoiled);
}

/** `spoiled`: `without` names fields to leave out, `word` is another state. */
export function statusOf(request, origin, { logs = false } = {}, spoiled = {}) {
  const status = { status: spoiled.word ?? request.state, ...links(request, origin, false) };
  if (request.state === 'IN_QUEUE') status.queue_position = origin.requests.positionOf(request);
  if (request.state !== 'IN_QUEUE') status.logs = logs ? request.logs : null;
  if (request.state === 'COMPLETED') {
    status.metrics = { inference_time: request.startedAt === undefined ? null : (request.completedAt - request.startedAt) / 1000 };
    if (request.outcome.errorType) Object.assign(status, { error: request.outcome.error, error_type: request.outcome.errorType });
  }
  return spoil(status, spoiled);
}
