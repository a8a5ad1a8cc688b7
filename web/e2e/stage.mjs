// What every test file stands on: the program with an empty data folder, a browser, and pages that are watched.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch, watchedContext } from './browser.mjs';
import { startProgram } from './program.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContext} Context */
/** @typedef {Parameters<typeof watchedContext>[1]} Options */

/**
 * Call it once at the top of a test file.
 * @param {Record<string, string>} [environment] Of the program.
 */
export function stage(environment) {
  /** @type {Awaited<ReturnType<typeof startProgram>>} */
  let program;
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  before(async () => {
    program = await startProgram(environment);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await program?.stop();
  });

  return {
    /** Where the program keeps everything. */
    dataFolder: () => program.data,
    /**
     * Runs a story in a browser without a past. Whatever its pages report as wrong fails it.
     * @param {(page: Page, context: Context) => Promise<void>} story
     * @param {Options} [options]
     */
    visit: async (story, options = {}) => {
      const { context, problems } = await watchedContext(browser, {
        baseURL: program.url,
        ...options,
      });
      try {
        await story(await context.newPage(), context);
        assert.deepEqual(problems, []);
      } finally {
        await context.close();
      }
    },
  };
}
