import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the program; start it with LIKENESS_PUBLIC_URL=http://127.0.0.1:5173. */
const program = process.env['LIKENESS_URL'] ?? 'http://127.0.0.1:8080';
const proxy = { '/api': program, '/objects': program };

interface Modules {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

const kLoraPage = fileURLToPath(new URL('src/app/routes/lora-route.tsx', import.meta.url));
let neededByLora: Set<string> | null = null;

/** Whatever the page of a LoRA imports, and what that imports; nothing that comes on demand. */
function partOfLora(id: string, modules: Modules): string | null {
  if (!neededByLora) {
    neededByLora = new Set([kLoraPage]);
    // A set hands out what is added while one goes through it.
    for (const module of neededByLora) {
      modules.getModuleInfo(module)?.importedIds.forEach((imported) => neededByLora?.add(imported));
    }
  }
  return neededByLora.has(id) ? 'studio' : null;
}

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: 5173, strictPort: true, proxy },
  build: {
    target: ['chrome120', 'firefox121', 'safari17.2'],
    // The page's security policy lets nothing in but files of its own origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Few large files compress far better than fifty small ones: 20 KB less on a first visit to a LoRA.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /rolldown.runtime|node_modules\/(?!@noble)/,
              tags: ['$initial'],
            },
            { name: 'page', test: /src\/(?!i18n\/de)/, tags: ['$initial'] },
            { name: partOfLora, debugName: 'studio', minShareCount: 2 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://likeness.test/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
