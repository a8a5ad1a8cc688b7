// What the gallery must hold with very many pictures, measured in the browser:
//   npm run figures -- URL 'python3 ../bench/seed_gallery.py DATA-FOLDER'
// URL is a running program with an empty data folder; the command gives the wallet its pictures.
import { execSync } from 'node:child_process';
import { launch, watchedContext } from './browser.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}

/**
 * Scrolls from the top to the bottom.
 * @param {Page} page
 * @param {number} milliseconds
 */
async function scrollThrough(page, milliseconds) {
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.waitForTimeout(500);
  const before = await heap(page);
  const frames = await page.evaluate(
    (duration) =>
      new Promise((/** @type {(frames: number[]) => void} */ resolve) => {
        const bottom = document.documentElement.scrollHeight - innerHeight;
        const start = performance.now();
        let last = start;
        /** @type {number[]} */
        const taken = [];
        /** @param {number} now */
        const step = (now) => {
          taken.push(now - last);
          last = now;
          const part = Math.min(1, (now - start) / duration);
          scrollTo({ top: part * bottom, behavior: 'instant' });
          if (part < 1) {
            requestAnimationFrame(step);
          } else {
            resolve(taken.slice(1));
          }
        };
        requestAnimationFrame(step);
      }),
    milliseconds,
  );
  await page.waitForTimeout(1000);
  const slow = frames.filter((time) => time > 50).length;
  return {
    frames: frames.length,
    slow,
    slowPart: slow / frames.length,
    longest: Math.max(...frames),
    memory: (await heap(page)) / before,
    megabytes: before / 1e6,
  };
}

/**
 * Jumps to a picture far down by way of its month; the time until the first thumbnail in the window is drawn.
 * @param {Page} page
 * @param {number} part
 */
async function jump(page, part) {
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.waitForTimeout(800);
  return page.evaluate(
    (wanted) =>
      new Promise((/** @type {(time: number) => void} */ resolve) => {
        const start = performance.now();
        scrollTo({ top: wanted * document.documentElement.scrollHeight, behavior: 'instant' });
        const look = () => {
          const images = [...document.querySelectorAll('[data-card] img')].filter((image) => {
            const { top, bottom } = image.getBoundingClientRect();
            return (
              image instanceof HTMLImageElement &&
              bottom > 60 &&
              top < innerHeight &&
              image.complete
            );
          });
          if (images.length > 0) {
            resolve(performance.now() - start);
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      }),
    part,
  );
}

const [url, seed] = process.argv.slice(2);
if (!url || !seed) {
  console.error("Usage: npm run figures -- URL 'COMMAND THAT SEEDS'");
  process.exit(2);
}
const browser = await launch();
try {
  const { context } = await watchedContext(browser, {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.goto('/loras');
  await signInWithoutWallet(page);
  const dialog = await openGenerate(page, 'Riso Duo');
  await generate(dialog, 'three pumpkins', { count: 4 });
  await allReady(dialog, 'three pumpkins', 4);
  execSync(seed, { stdio: 'inherit' });

  await page.goto('/images');
  await page.locator('[data-card] img').first().waitFor();
  console.log(
    await page
      .getByText(/^[\d,]+ pictures$/)
      .first()
      .textContent(),
  );
  const { slowPart, slow, frames, longest, memory, megabytes } = await scrollThrough(page, 20_000);
  console.log(`frames over 50 ms: ${(100 * slowPart).toFixed(1)} % (${slow} of ${frames})`);
  console.log(`longest frame: ${longest.toFixed(0)} ms`);
  console.log(`memory, end over start: ${memory.toFixed(2)} (from ${megabytes.toFixed(1)} MB)`);
  for (let round = 0; round < 3; round += 1) {
    console.log(`jump 60 % down, first thumbnail: ${(await jump(page, 0.6)).toFixed(0)} ms`);
  }
} finally {
  await browser.close();
}
