import { en } from '@/i18n/en';
import { expect, test } from 'vitest';

const modules = import.meta.glob<string>('/src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Pages that are drawn as soon as they are there, without waiting for more texts. */
const kPages = ['lora-route', 'loras-route', 'images-route', 'people-route'];

function pathOf(name: string, importer: string): string | undefined {
  const base = name.startsWith('@/')
    ? `/src/${name.slice(2)}`
    : new URL(name, `file://${importer}`).pathname;
  return ['', '.ts', '.tsx', '/index.ts'].map((end) => base + end).find((path) => path in modules);
}

/** What a module imports when it is loaded; types are gone by then, and `import()` waits. */
function importsOf(path: string): string[] {
  const statements = (modules[path] ?? '').matchAll(
    /^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm,
  );
  return [...statements].flatMap(([, name = '']) => pathOf(name, path) ?? []);
}

function loadedWith(entries: string[]): string[] {
  const loaded = new Set(entries);
  for (const path of loaded) {
    importsOf(path).forEach((imported) => loaded.add(imported));
  }
  return [...loaded];
}

test('The first look has every text that it shows', () => {
  const entries = ['/src/main.tsx', ...kPages.map((page) => `/src/app/routes/${page}.tsx`)];
  const missing = loadedWith(entries)
    .filter((path) => !path.startsWith('/src/i18n/'))
    .flatMap((path) =>
      [...(modules[path] ?? '').matchAll(/\bt\(\s*(?:[^'`)]*[?:] )?['`](\w+):\w+/g)]
        .filter(([, part = '']) => !(part in en))
        .map(([call]) => `${path}: ${call}`),
    );

  expect(missing).toEqual([]);
});
