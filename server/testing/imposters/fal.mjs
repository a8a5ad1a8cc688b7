#!/usr/bin/env node
// An imposter of fal.ai: speaks its queue, storage, files and webhooks over real sockets, as strictly as the service, and
// fails on order. README.md beside it tells how to use it; docs.fal.ai describes what it imitates.
import { LoraCache } from './fal/lora_cache.mjs';
import { Files } from './fal/files_origin.mjs';
import { fluxLora } from './fal/flux_lora.mjs';
import { KeyLeaks } from './fal/key_leaks.mjs';
import { QueueOrigin } from './fal/queue_origin.mjs';
import { reporter } from './fal/report.mjs';
import { Requests } from './fal/requests.mjs';
import { RestOrigin } from './fal/rest_origin.mjs';
import { runOrigin } from './fal/run_origin.mjs';
import { trainer } from './fal/trainer.mjs';
import { Webhooks } from './fal/webhooks.mjs';
import { controlOrigin } from './lib/control.mjs';
import { Faults } from './lib/faults.mjs';
import { send } from './lib/http.mjs';
import { picture } from './lib/pictures.mjs';
import { announce, openOrigins, readOptions } from './lib/program.mjs';

const options = readOptions({
  port: 0, // of the first origin; the others follow; 0 takes free ones
  key: 'imposter:secret-of-the-imposter',
  prefix: '', // of the paths on queue, run and rest, like /proxy
  'job-ms': 500,
  'queue-ms': 0,
  concurrency: 0, // requests that run at once, 0 without limit
  'beat-ms': 5_000, // between events of a status stream that tell nothing new
  'webhook-retry-ms': 1_000, // before the second attempt; doubles
  'webhook-retry-max-ms': 60_000,
});

const settings = {
  key: options.key,
  prefix: options.prefix,
  jobMs: options['job-ms'],
  queueMs: options['queue-ms'],
  concurrency: options.concurrency,
  beatMs: options['beat-ms'],
  webhookRetryMs: options['webhook-retry-ms'],
  webhookRetryMaxMs: options['webhook-retry-max-ms'],
  cooperative: false, // a running request ends when it is cancelled
  validateEarly: false, // bad input is refused by submit, not by the result
  exhausted: false, // the account has no money left
};

const faults = new Faults(['submit', 'run', 'status', 'stream', 'result', 'cancel', 'file', 'webhook', 'jwks', 'storage', 'sync']);
const apps = { 'fal-ai/flux-lora': fluxLora, 'fal-ai/flux-lora-fast-training': trainer };
const counts = { submitCalls: 0, runCalls: 0, jwksCalls: 0, statusTimes: [] };
const addresses = {};
const archives = [];
const elsewhere = [];
const keyLeaks = new KeyLeaks(settings);
const loras = new LoraCache(keyLeaks);
const files = new Files({ faults, addresses, keyLeaks });
const requests = new Requests({ settings, faults, apps, services: { loras, files, archives } });
const webhooks = new Webhooks({ settings, faults });
const rest = new RestOrigin({ settings, faults, files, addresses, webhooks, counts, keyLeaks });
requests.on('completed', (request) => webhooks.onCompleted(request));

/** A host that nobody configured: a good client never comes here. */
async function handleElsewhere(request, response) {
  elsewhere.push({ method: request.method, path: request.url });
  keyLeaks.look('elsewhere', request.url, request.headers);
  send(response, 200, picture({ format: 'jpeg', width: 1024, height: 1024, seed: 1n }), { 'content-type': 'image/jpeg' });
}

const origins = await openOrigins(
  {
    queue: new QueueOrigin({ settings, faults, requests, webhooks, apps, addresses, counts, keyLeaks }).handle,
    run: runOrigin({ settings, faults, requests, apps, files, counts }),
    rest: rest.handle,
    files: files.handle,
    uploads: rest.handleUpload,
    elsewhere: handleElsewhere,
    control: controlOrigin({
      faults,
      settings,
      report: reporter({ requests, webhooks, loras, files, rest, elsewhere, counts, keyLeaks, faults, archives }),
      commands: { rotateKeys: () => webhooks.rotate(), forgetLoras: () => loras.clear() },
    }),
  },
  options.port,
);
Object.assign(addresses, origins);
const prefixed = (name) => origins[name] + settings.prefix;
announce({ ...origins, queue: prefixed('queue'), run: prefixed('run'), rest: prefixed('rest'), jwks: `${prefixed('rest')}/.well-known/jwks.json`, key: settings.key });
