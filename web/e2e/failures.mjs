// Batches that did not come out, as the built-in engine never makes them: the page gets made-up answers.
import { generate, openGenerate } from './steps.mjs';

const slow = { code: 'TIMEOUT', message: 'The engine took longer than two minutes.' };
const held = { code: 'UNPROCESSABLE_CONTENT', message: 'The safety check held it back.' };
const broken = { code: 'BAD_GATEWAY', message: 'The engine cannot be reached.' };

/** @param {import('playwright-core').Page} page */
async function someImages(page) {
  const input = encodeURIComponent(JSON.stringify({ limit: 2 }));
  const { origin } = new URL(page.url());
  const answer = await page.request.get(`${origin}/api/trpc/images.list?input=${input}`);
  return (await answer.json()).result.data.items;
}

/**
 * Hands in two batches: the first fails, the second comes out in part. Looks at both.
 * @param {import('playwright-core').Page} page Shows the list of LoRAs.
 * @param {(name: string) => Promise<void>} look
 */
export async function showFailures(page, look) {
  const images = await someImages(page);
  const dialog = await openGenerate(page, 'Tall Tales');
  const common = {
    loraTrainingId: new URL(page.url()).searchParams.get('generate'),
    personId: null,
    settings: { width: 1024, height: 1024 },
    numImages: 4,
  };
  const outcomes = [
    { state: 'failed', failure: broken, images: [], jobs: [] },
    {
      state: 'completed',
      failure: null,
      images: [0, 2].map((index, at) => ({ ...images[at], index })),
      jobs: [
        { index: 1, state: 'failed', failure: slow },
        { index: 3, state: 'blocked', failure: held },
      ],
    },
  ];
  await page.route('**/generate.submit*', async (route) => {
    const { prompt } = route.request().postDataJSON()[0];
    const now = new Date().toISOString();
    const times = { createdAt: now, startedAt: now, finishedAt: now };
    const batch = { ...common, ...times, ...outcomes.shift(), id: now, prompt };
    const line = JSON.stringify([0, 0, [[{ result: { data: { batch } } }]]]);
    const body = `{"0":[[0],[null,0,0]]}\n${line}\n`;
    await route.fulfill({ contentType: 'application/json', body });
  });
  await page.route('**/generate.batch*', (route) => route.abort());

  await generate(dialog, 'a dragon over the castle');
  await dialog.getByText(broken.message).waitFor();
  await look('generate-failed');
  await generate(dialog, 'a dragon in the snow');
  await dialog.getByText(held.message).waitFor();
  await look('generate-partly-failed');
  await page.unrouteAll();
}
