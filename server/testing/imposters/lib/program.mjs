// The life of an imposter's process: options, one line that tells its addresses, an end with whoever started it.
import { parseArgs } from 'node:util';

import { listen } from './http.mjs';

/** `defaults` by option name; numbers stay numbers. */
export function readOptions(defaults) {
  const options = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' }]));
  const { values } = parseArgs({ options });
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => {
      const given = values[name];
      if (given === undefined) return [name, value];
      if (typeof value !== 'number') return [name, given];
      if (!Number.isFinite(Number(given))) throw new Error(`--${name} needs a number`);
      return [name, Number(given)];
    }),
  );
}

/** Opens every origin on a port of its own (`port`, `port + 1`, ...; 0: free ones) and comes back with their addresses. */
export async function openOrigins(listeners, port) {
  const origins = {};
  let next = port;
  for (const [name, listener] of Object.entries(listeners)) {
    origins[name] = await listen(listener, next);
    if (port !== 0) ++next;
  }
  return origins;
}

/** Tells the addresses and lives until standard input closes or somebody says stop. */
export function announce(addresses) {
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
  process.stdin.resume();
  process.stdin.on('error', () => process.exit(0));
  process.stdin.on('close', () => process.exit(0));
}
