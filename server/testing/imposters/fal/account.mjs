// Who may call: one account with one key.
import { Refusal } from '../lib/http.mjs';
import { bodies } from './errors.mjs';

/** Throws the service's answer to a call without the right key. `app` is undefined for storage. */
export function checkKey(request, settings, app) {
  const header = request.headers.authorization;
  if (header === undefined || !header.startsWith('Key ')) throw new Refusal(401, app === undefined ? bodies.storageNoKey : bodies.noKey(app));
  const key = header.slice('Key '.length);
  if (!key.includes(':')) throw new Refusal(401, bodies.badKeyFormat);
  if (key !== settings.key) throw new Refusal(401, bodies.unknownKey);
  if (settings.exhausted) throw new Refusal(403, bodies.exhausted);
}
