// What a test may read: everything that was asked of the service, and when.

function countBy(items, keyOf) {
  const counts = {};
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const textOf = (value) => (value === undefined || value === null ? null : String(value));

/** `summary` leaves out what grows with the number of requests. */
export function reporter({ requests, webhooks, loras, files, rest, elsewhere, counts, keyLeaks, faults, archives }) {
  return ({ summary }) => {
    const all = [...requests.all.values()];
    const states = countBy(all, ({ state }) => state);
    const totals = {
      accepted: all.length, submitCalls: counts.submitCalls, runCalls: counts.runCalls, billed: requests.billed, running: requests.running, states,
      statusCalls: counts.statusTimes.length, jwksCalls: counts.jwksCalls, cancels: all.reduce((sum, { cancels }) => sum + cancels, 0),
      keyLeaks: keyLeaks.seen, loraFetches: loras.fetches, loraSizes: loras.sizes, unknownFields: requests.unknownFields, faultsTaken: faults.taken, faultsLeft: faults.rules.filter(({ left }) => left > 0).length,
    };
    if (summary) return totals;
    return {
      ...totals,
      statusTimes: counts.statusTimes,
      acceptedByPrompt: countBy(all, ({ subject }) => subject.prompt),
      acceptedByBody: countBy(all, ({ hash }) => hash),
      acceptedByWebhook: countBy(all, ({ webhook }) => webhook),
      requests: all.map((request) => ({
        id: request.id, app: request.app, prompt: request.subject.prompt, seed: textOf(request.input.seed), input: JSON.parse(JSON.stringify(request.input, (_, value) => (typeof value === 'bigint' ? String(value) : value))),
        webhook: request.webhook, hints: request.hints, state: request.state, outcome: request.outcome?.status, acceptedAt: request.acceptedAt, completedAt: request.completedAt,
        statusCalls: request.statusCalls, streams: request.streams, resultCalls: request.resultCalls, cancels: request.cancels,
      })),
      webhooks: webhooks.deliveries, fileCalls: files.calls, elsewhere,
      uploads: [...rest.uploads.values()].map(({ name, type, isMultipart, size, lifecycle, fileUrl, parts }) => ({ name, type, isMultipart, size, lifecycle, fileUrl, parts: parts.size })),
      archives,
    };
  };
}
