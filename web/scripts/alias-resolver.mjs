// Tells eslint-plugin-import-x where a module of ours lies: `@/` is src/. Packages are left alone.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const endings = ['', '.ts', '.tsx'];

/** @param {string} root */
export function aliasResolver(root) {
  return {
    interfaceVersion: /** @type {const} */ (3),
    name: 'alias',
    /**
     * @param {string} source
     * @param {string} file
     */
    resolve(source, file) {
      const base = source.startsWith('@/')
        ? join(root, 'src', source.slice(2))
        : source.startsWith('.')
          ? resolve(dirname(file), source)
          : null;
      const path = base && endings.map((ending) => base + ending).find(isFile);
      return path ? { found: true, path } : { found: false };
    },
  };
}

/** @param {string} path */
function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}
