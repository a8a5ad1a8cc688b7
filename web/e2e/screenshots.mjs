// Makes pictures of every page and state, at three widths, in both themes:
//   npm run screenshots -- URL FOLDER
// URL is a running program with an empty data folder, best with LIKENESS_ABUSE_LIMITS=off, LIKENESS_QUOTA=30/24h and the
// operator's wallet of library-states.mjs: LIKENESS_ADMIN_WALLET=0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, watchedContext } from './browser.mjs';
import { showFailures } from './failures.mjs';
import { ladderStates, operatorStates, shareStates, trashStates } from './library-states.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

const [url, folder] = process.argv.slice(2);
if (!url || !folder) {
  console.error('Usage: npm run screenshots -- URL FOLDER');
  process.exit(2);
}

const widths = [
  { name: '1440', viewport: { width: 1440, height: 900 } },
  { name: '768', viewport: { width: 768, height: 1024 } },
  { name: '360', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
];
const themes = /** @type {const} */ (['light', 'dark']);
const prompts = [
  'a lighthouse on a cliff at night, stars',
  'a fox and an owl in the autumn forest',
  'a sailing boat on the sea at sunset',
];

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {Page} page
 * @param {string} name
 * @param {{ settles?: boolean }} [options]
 */
async function shoot(page, name, { settles = true } = {}) {
  if (settles) {
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await page.waitForTimeout(450);
  }
  await page.screenshot({ path: join(folder ?? '.', `${name}.png`) });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 1) {
    console.error(`${name}: ${wide} pixels too wide`);
  }
}

/** Photos unlike any before, because the same photo twice is one. */
async function photos() {
  const sizes = [
    [480, 640],
    [640, 480],
    [512, 512],
    [400, 700],
    [700, 400],
  ];
  return Promise.all(
    sizes.map(async ([width, height], at) => ({
      name: `photo-${at + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await drawPhoto(width ?? 1, height ?? 1, at),
    })),
  );
}

/**
 * @param {number} width
 * @param {number} height
 * @param {number} at
 */
async function drawPhoto(width, height, at) {
  const page = await browser.newPage({ viewport: { width, height } });
  const hue = at * 67 + Math.random() * 20;
  await page.setContent(
    `<body style="margin:0;height:100vh;background:linear-gradient(hsl(${hue} 60% 80%),hsl(${hue + 60} 50% 45%))"><div style="position:absolute;left:35%;top:25%;width:30%;aspect-ratio:3/4;border-radius:50%;background:hsl(${hue + 180} 40% 85%)"></div>`,
  );
  const photo = await page.screenshot({ type: 'jpeg', quality: 90 });
  await page.close();
  return photo;
}

/**
 * Things to look at: a person, and batches of some LoRAs.
 * @param {Page} page
 */
async function prepare(page) {
  await page.goto(`${url}/people`);
  await signInWithoutWallet(page);
  for (const [first, last] of [
    ['Ada', 'Lovelace'],
    ['Grace', 'Hopper'],
  ]) {
    await page.getByRole('textbox', { name: 'First name' }).fill(first ?? '');
    await page.getByRole('textbox', { name: 'Last name' }).fill(last ?? '');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: `${first} ${last}` }).waitFor();
  }
  const shapes = ['Square', 'Portrait 3 to 4', 'Landscape 4 to 3'];
  for (const [at, prompt] of prompts.entries()) {
    await page.goto(`${url}/loras`);
    const dialog = await openGenerate(page, 'Midnight Linocut');
    await dialog.getByRole('radio', { name: shapes[at] }).check();
    await generate(dialog, prompt);
    await allReady(dialog, prompt, 4);
  }
}

/**
 * @param {Page} page
 * @param {string} suffix
 */
async function signedOutStates(page, suffix) {
  await page.goto(`${url}/loras`);
  await page
    .getByRole('button', { name: /^Generate with/ })
    .first()
    .waitFor();
  await shoot(page, `loras-signed-out-${suffix}`);
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await shoot(page, `sign-in-${suffix}`);
  await page.goto(`${url}/images`);
  await shoot(page, `images-signed-out-${suffix}`);
  await page.goto(`${url}/nowhere`);
  await shoot(page, `not-found-${suffix}`);
}

/**
 * With FAL_KEY set for an imposter, for instance, also from photos to the end; else that there is no trainer.
 * @param {Page} page
 * @param {string} suffix
 */
async function trainingStates(page, suffix) {
  await page.goto(`${url}/train`);
  await page.getByRole('heading', { name: 'Train a LoRA' }).waitFor();
  await shoot(page, `train-${suffix}`);
  const input = page.getByLabel('Photos', { exact: true }).and(page.locator('input'));
  if ((await input.count()) === 0) {
    return;
  }
  await input.setInputFiles(await photos());
  await page.getByText('5 photos').waitFor();
  await page.getByRole('textbox', { name: 'Caption of photo-1.jpg' }).fill('[trigger] by the sea');
  await page.getByRole('button', { name: 'Crop photo-2.jpg' }).click();
  await page.getByRole('slider', { name: /Size/ }).fill('300');
  await shoot(page, `train-crop-${suffix}`);
  await page.getByRole('button', { name: 'Crop', exact: true }).click();
  await input.setInputFiles([
    {
      name: 'notes.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 and so on and on'),
    },
  ]);
  await page.getByRole('button', { name: 'Dismiss notes.pdf' }).waitFor();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada');
  await page.getByRole('textbox', { name: 'Trigger word' }).fill('adalv');
  await shoot(page, `train-filled-${suffix}`);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByText(/^Step \d/).waitFor();
  await shoot(page, `training-running-${suffix}`, { settles: false });
  await page.getByRole('button', { name: 'Generate now' }).waitFor();
  await shoot(page, `training-done-${suffix}`);
}

/**
 * @param {Page} page
 * @param {string} suffix
 * @param {boolean} generates Takes a unit of the quota for the picture of a batch under way.
 */
async function signedInStates(page, suffix, generates) {
  await page.goto(`${url}/loras`);
  await page
    .getByRole('button', { name: /^Generate with/ })
    .first()
    .waitFor();
  await shoot(page, `loras-${suffix}`);
  await page.getByRole('button', { name: /^Profile/ }).click();
  await shoot(page, `person-menu-${suffix}`);
  await page.keyboard.press('Escape');

  const dialog = await openGenerate(page, 'Neon Arcade');
  await shoot(page, `generate-empty-${suffix}`);
  await dialog.getByText('Advanced').click();
  await dialog.getByRole('slider', { name: 'Steps' }).fill('20');
  await shoot(page, `generate-advanced-${suffix}`);
  await dialog.getByRole('button', { name: 'Back to the defaults' }).click();
  if (generates) {
    await dialog.getByText('Advanced').click();
    await generate(dialog, prompts[0] ?? '');
    await dialog.getByRole('progressbar').first().waitFor();
    await shoot(page, `generate-running-${suffix}`, { settles: false });
    await allReady(dialog, prompts[0] ?? '', 4);
    await shoot(page, `generate-done-${suffix}`);
  }

  await page.goto(`${url}/loras`);
  await page.getByRole('link', { name: 'Midnight Linocut' }).click();
  await page.getByRole('list', { name: /^Pictures made with/ }).waitFor();
  await shoot(page, `lora-${suffix}`);
  await page.getByText('About this LoRA').click();
  await shoot(page, `lora-facts-${suffix}`);
  await page.mouse.wheel(0, 900);
  await shoot(page, `lora-gallery-${suffix}`);

  await page.goto(`${url}/images`);
  await page.getByRole('list', { name: 'Your pictures' }).waitFor();
  await shoot(page, `images-${suffix}`);
  await page.getByRole('listitem').getByRole('link').nth(1).click();
  await page.getByRole('button', { name: 'Copy recipe' }).waitFor();
  await shoot(page, `viewer-${suffix}`);

  await trainingStates(page, suffix);

  await page.goto(`${url}/people`);
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
  await shoot(page, `people-${suffix}`);
  await page.goto(`${url}/settings`);
  await shoot(page, `settings-${suffix}`);
  await page.goto(`${url}/loras`);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await shoot(page, `import-${suffix}`);
  await page.getByRole('radio', { name: 'From a link' }).check();
  await shoot(page, `import-link-${suffix}`);
}

await mkdir(folder, { recursive: true });
const browser = await launch();
const { context, problems } = await watchedContext(browser, {
  viewport: widths[0]?.viewport ?? null,
});
await prepare(await context.newPage());
const storageState = await context.storageState({ indexedDB: true });
await context.close();

let generates = true;
for (const { name, ...device } of widths) {
  for (const colorScheme of themes) {
    const suffix = `${name}-${colorScheme}`;
    const outside = await watchedContext(browser, { ...device, colorScheme });
    await signedOutStates(await outside.context.newPage(), suffix);
    await outside.context.close();
    const inside = await watchedContext(browser, {
      ...device,
      colorScheme,
      storageState,
      expected: /ERR_FAILED|api\/uploads/,
    });
    const page = await inside.context.newPage();
    /** @type {import('./library-states.mjs').Shoot} */
    const shootHere = (where, state) => shoot(where, `${state}-${suffix}`);
    await signedInStates(page, suffix, generates || name === '360');
    await trashStates(page, url, shootHere);
    const stranger = await watchedContext(browser, { ...device, colorScheme, expected: /404/ });
    await shareStates(page, url, shootHere, () => stranger.context.newPage());
    await stranger.context.close();
    await ladderStates(page, url, shootHere);
    const operator = await watchedContext(browser, { ...device, colorScheme });
    await operatorStates(await operator.context.newPage(), url, shootHere);
    await operator.context.close();
    await page.goto(`${url}/loras`);
    await showFailures(page, (state) => shoot(page, `${state}-${suffix}`));
    await inside.context.close();
    problems.push(
      ...outside.problems,
      ...inside.problems,
      ...stranger.problems,
      ...operator.problems,
    );
    generates = false;
    console.log(`${suffix} done`);
  }
}
await browser.close();
problems.forEach((problem) => console.error(problem));
process.exit(problems.length > 0 ? 1 : 0);
