// Tells the service worker which build it belongs to, and what the first drawing and the rest need, once the bundler is done.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';

const dist = new URL('../dist/', import.meta.url);
const document = await readFile(new URL('index.html', dist), 'utf8');
const worker = await readFile(new URL('sw.js', dist), 'utf8');
const named = [...document.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
const first = [...new Set(['/index.html', ...named.filter((path) => !path.endsWith('.png'))])];
const assets = (await readdir(new URL('assets', dist))).map((name) => `/assets/${name}`);
const further = assets.filter((path) => path.endsWith('.js') && !first.includes(path));
const build = createHash('sha256').update(document).update(worker).digest('hex').slice(0, 12);
await writeFile(
  new URL('sw.js', dist),
  worker
    .replace("'__BUILD__'", JSON.stringify(build))
    .replace("['/index.html']", JSON.stringify(first))
    .replace('kFurther = []', `kFurther = ${JSON.stringify(further)}`),
);
