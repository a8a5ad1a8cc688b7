// Puts .br and .gz beside every text file of dist/ that is large enough to gain from it; the server sends those as they are.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const kSmallest = 1024;
const kText = /\.(html|js|css|svg|json|txt|webmanifest)$/;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** @param {string} file */
async function compress(file) {
  const bytes = await readFile(file);
  if (bytes.length < kSmallest) {
    return;
  }
  const options = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
  await writeFile(`${file}.br`, await brotli(bytes, options));
  await writeFile(`${file}.gz`, await zip(bytes, { level: 9 }));
}

const folder = new URL('../dist', import.meta.url).pathname;
const files = await readdir(folder, { recursive: true });
await Promise.all(
  files.filter((name) => kText.test(name)).map((name) => compress(join(folder, name))),
);
