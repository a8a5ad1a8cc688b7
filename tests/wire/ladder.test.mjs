// Several LoRAs in one image, and the ladder that finds a LoRA's strength.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { importFluxLora, Studio } from './lib/fal.mjs';
import { ended, importLora, slow, small, submit } from './lib/generations.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { command, freePort, Server, temporaryFolder } from './lib/program.mjs';

const day = { LIKENESS_DEMO: 'on' };

async function fileOf(visitor, { id }) {
  const { json } = await visitor.get(`/api/image/${id}`);
  return Buffer.from(await (await fetch(json.signedUrl)).arrayBuffer());
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function climb(visitor, lora, changes = {}) {
  const answer = await visitor.post('/api/ladders', { loraTrainingId: lora.id, prompt: 'a fox', ...small, ...changes });
  assert.equal(answer.status, 202, answer.text);
  assert.equal(answer.headers.get('location'), `/api/generations/${answer.json.batch.id}`);
  return answer.json.batch;
}

describe('with the embedded engine', () => {
  let server;
  let loras;
  let ada;

  const named = (name) => loras.find((lora) => lora.name === name);

  before(async () => {
    server = await (await Server.start({ env: day })).ready();
    loras = (await new Visitor(server).get('/api/loras')).json.items;
  });

  after(() => server.stop());

  test('several LoRAs make one image, and every part of it says so', async () => {
    ada = await new Wallet().signIn(server);
    const [moon, neon, mira] = ['Harvest Moon', 'Neon Arcade', 'Mira'].map(named);
    const further = [{ loraTrainingId: neon.id, scale: 0.8 }, { loraId: mira.number }];

    const batch = await ended(ada, (await submit(ada, moon, { numImages: 1, seed: '7', loras: further })).id);
    const again = await ended(ada, (await submit(ada, moon, { numImages: 1, seed: '7', loras: further })).id);
    const alone = await ended(ada, (await submit(ada, moon, { numImages: 1, seed: '7' })).id);

    assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
    assert.equal(batch.finalPrompt, `a fox in the style of ${moon.trigger}, ${neon.trigger} and ${mira.trigger}`);
    assert.deepEqual(batch.loras, [{ loraTrainingId: neon.id, scale: 0.8 }, { loraTrainingId: mira.id, scale: mira.defaultScale }]);
    const [one, two, three] = await Promise.all([batch, again, alone].map(async ({ images: [image] }) => (await ada.get(`/api/image/${image.id}`)).json));
    assert.deepEqual(one.recipe.loras.map(({ name, scale }) => [name, scale]), [['Harvest Moon', moon.defaultScale], ['Neon Arcade', 0.8], ['Mira', mira.defaultScale]]);
    assert.deepEqual(three.recipe.loras.map(({ name }) => name), ['Harvest Moon']);
    assert.equal(one.thumbhash, two.thumbhash);
    assert.notEqual(one.thumbhash, three.thumbhash);

    const folder = await temporaryFolder();
    const path = join(folder.path, 'image.jpg');
    writeFileSync(path, await fileOf(ada, batch.images[0]));
    const [facts] = JSON.parse(execFileSync('exiftool', ['-json', '-UserComment', path]));
    assert.match(facts.UserComment, /<lora:Harvest Moon:1\.5> <lora:Neon Arcade:0\.8> <lora:Mira:1\.5>/);
    for (const lora of [moon, neon, mira]) assert.match(facts.UserComment, new RegExp(`Lora hashes: .*${lora.name}: [0-9a-f]{10}`));
    await folder.remove();
  });

  test('a LoRA that cannot stand beside the first is refused by its name, and no unit is taken', async () => {
    const visitor = await new Wallet().signIn(server);
    const owner = await new Wallet().signIn(server);
    const flux = await importFluxLora(owner);
    const hidden = await importLora(owner, 'cyanotype');
    await owner.call('PATCH', `/api/loras/${hidden.id}`, { visibility: 'private' });
    const [moon, neon] = ['Harvest Moon', 'Neon Arcade'].map(named);
    const refusals = [
      [[{ loraTrainingId: neon.id }, { loraTrainingId: hidden.id }], 'loras[1].loraTrainingId'],
      [[{ loraTrainingId: neon.id }, { loraTrainingId: flux.id }], 'loras[1].loraTrainingId'],
      [[{ loraTrainingId: neon.id }, { loraTrainingId: neon.number }], 'loras[1].loraTrainingId'],
      [[{ loraTrainingId: moon.id }], 'loras[0].loraTrainingId'],
      [[{ loraTrainingId: 'nothing' }], 'loras[0].loraTrainingId'],
      [[{ scale: 1 }], 'loras[0].loraTrainingId'],
      [[{ loraTrainingId: neon.id, scale: 4.1 }], 'loras[0].scale'],
      [Array(4).fill({ loraTrainingId: neon.id }), 'loras'],
      [neon.id, 'loras'],
    ];
    for (const [wanted, path] of refusals) {
      const { status, json } = await visitor.post('/api/generations', { loraTrainingId: moon.id, prompt: 'a fox', ...small, loras: wanted });
      assert.equal(status, 400, JSON.stringify(json));
      assert.deepEqual(json.errors.map((field) => field.path), [path], JSON.stringify(json));
    }
    assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, 8);
  });

  test('the engines tell how many LoRAs they can merge', async () => {
    const { engines } = (await new Visitor(server).get('/api/info')).json;
    assert.equal(engines.find(({ id }) => id === 'paperflux').maxLoras, 4);
  });

  test('whoever sees an image by its public LoRA does not see a private one beside it', async () => {
    const owner = await new Wallet().signIn(server);
    const secret = await importLora(owner, 'tall-tales');
    await owner.call('PATCH', `/api/loras/${secret.id}`, { visibility: 'private' });
    const batch = await ended(owner, (await submit(owner, named('Harvest Moon'), { numImages: 1, loras: [{ loraTrainingId: secret.id }] })).id);
    const path = `/api/image/${batch.images[0].id}`;

    assert.equal((await owner.get(path)).json.recipe.loras.length, 2);
    assert.deepEqual((await new Visitor(server).get(path)).json.recipe.loras.map(({ name }) => name), ['Harvest Moon']);
  });

  test('a ladder is one seed at rising strengths for one unit, and each image knows its own', async () => {
    const visitor = await new Wallet().signIn(server);
    const accepted = await climb(visitor, named('Harvest Moon'), { seed: '18446744073709551615' });

    const batch = await ended(visitor, accepted.id);

    const scales = [0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6];
    assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
    assert.equal(batch.numImages, 7);
    assert.deepEqual(batch.jobs.map(({ loraScale }) => loraScale), scales);
    assert.deepEqual(batch.images.map(({ loraScale }) => loraScale), scales);
    assert.deepEqual(new Set(batch.jobs.map(({ seed }) => seed)), new Set(['18446744073709551615']));
    assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, 7);
    const files = await Promise.all(batch.images.map((image) => fileOf(visitor, image)));
    assert.equal(new Set(files.map(hashOf)).size, 7);

    const { recipe } = (await visitor.get(`/api/image/${batch.images[4].id}`)).json;
    assert.equal(recipe.settings.loraScale, 1.2);
    assert.equal(recipe.loras[0].scale, 1.2);
    const again = await ended(visitor, (await submit(visitor, named('Harvest Moon'), { numImages: 1, seed: recipe.seed, loraScale: recipe.settings.loraScale })).id);
    assert.equal(again.images[0].thumbhash, batch.images[4].thumbhash);
    const listed = (await visitor.get(`/api/images?batchId=${batch.id}`)).json.items;
    assert.deepEqual(listed.map(({ loraScale }) => loraScale).sort(), scales);
  });

  test('a ladder takes from two to nine steps between two strengths that differ', async () => {
    const visitor = await new Wallet().signIn(server);
    const moon = named('Harvest Moon');
    const refused = { from: [-0.1, 4.1, 'low'], to: [0.4, 0.45, 4.1], steps: [1, 10, 2.5], prompt: ['', ' '], numInferenceSteps: [51] };
    for (const [field, values] of Object.entries(refused)) {
      for (const value of values) {
        const { status, json } = await visitor.post('/api/ladders', { loraTrainingId: moon.id, prompt: 'a fox', ...small, [field]: value });
        assert.equal(status, 400, `${field} ${value}: ${JSON.stringify(json)}`);
        assert.ok(json.errors.some(({ path }) => path === field || (field === 'from' && path === 'to')), `${field} ${value}: ${JSON.stringify(json)}`);
      }
    }
    assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, 8);
    assert.equal((await climb(visitor, moon, { from: 0, to: 4, steps: 9 })).jobs.length, 9);
    assert.equal((await new Visitor(server).post('/api/ladders', { loraTrainingId: moon.id, prompt: 'a fox' })).status, 401);
  });

  test('picking a rung stores the default strength and the cover in one call, and undoing it too', async () => {
    const owner = await new Wallet().signIn(server);
    const mine = await importLora(owner, 'mira');
    const batch = await ended(owner, (await climb(owner, mine, { steps: 3 })).id);
    const picked = batch.images[1];

    const changed = await owner.call('PATCH', `/api/loras/${mine.id}`, { defaultScale: picked.loraScale, coverImageId: picked.id });

    assert.equal(changed.status, 200);
    const after = (await owner.get(`/api/loras/${mine.id}`)).json;
    assert.equal(after.defaultScale, 1);
    assert.equal(after.coverImage.imageId, picked.id);
    const next = await submit(owner, mine, { numImages: 1 });
    assert.equal(next.settings.loraScale, 1);
    const undone = await owner.call('PATCH', `/api/loras/${mine.id}`, { defaultScale: mine.defaultScale, coverImageId: '' });
    assert.deepEqual([undone.json.defaultScale, undone.json.coverImage], [mine.defaultScale, null]);
  });
});

test('the rungs of a ladder keep their strengths over a kill', async () => {
  const folder = await temporaryFolder();
  const options = { data: folder.path, port: await freePort(), env: day };
  let server = await (await Server.start(options)).ready();
  const visitor = await new Wallet().signIn(server);
  const mine = await importLora(visitor);
  const { id } = await climb(visitor, mine, { ...slow, steps: 5 });
  await server.kill();

  server = await (await Server.start(options)).ready();
  const batch = await ended(visitor, id, 120_000);

  assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
  assert.deepEqual(batch.images.map(({ loraScale }) => loraScale), [0.4, 0.7, 1, 1.3, 1.6]);
  assert.equal(new Set(batch.images.map(({ thumbhash }) => thumbhash)).size > 1, true);
  await server.stop();
  await folder.remove();
});

test('fal.ai is sent every LoRA with its strength, and one strength a rung', async () => {
  const studio = await Studio.open();
  const second = await importFluxLora(studio.owner, { trigger: 'scnd' });

  const { batch, orders } = await studio.story({ prompt: 'two faces', loraScale: 1.25, loras: [{ loraTrainingId: second.id, scale: 0.5 }] });

  assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
  assert.equal(batch.finalPrompt, 'two faces in the style of ohwx and scnd');
  assert.deepEqual(orders[0].input.loras.map(({ scale }) => scale), [1.25, 0.5]);
  assert.equal(new Set(orders[0].input.loras.map(({ path }) => path)).size, 2);

  const visitor = await new Wallet().signIn(studio.server);
  const ladder = await climb(visitor, studio.lora, { prompt: 'a rung', engine: 'fal', steps: 3 });
  const done = await ended(visitor, ladder.id);
  const rungs = await studio.ordersOf(done.finalPrompt);
  assert.deepEqual(rungs.map(({ input }) => input.loras[0].scale).sort(), [0.4, 1, 1.6]);
  assert.equal(new Set(rungs.map(({ seed }) => seed)).size, 1);
  assert.deepEqual((await studio.fal.report()).unknownFields, {});
  await studio.close();
});

test('likeness generate takes several LoRAs, each with a strength behind a colon', async () => {
  const folder = await temporaryFolder();
  const draw = (out, ...loras) =>
    command('generate', ...loras.flatMap((lora) => ['--lora', lora]), '--prompt', 'a fox', '--seed', '7', '--size', '256x256', '--steps', '2', '--format', 'png', '-o', join(folder.path, out), '--json');

  const both = await draw('both', 'mira:0.8', 'neon-arcade');
  assert.equal(both.code, 0, both.stderr);
  const [{ file }] = JSON.parse(both.stdout).images;
  const [facts] = JSON.parse(execFileSync('exiftool', ['-json', '-Parameters', file]));
  assert.match(facts.Parameters, /^a fox in the style of ohwxmira and \w+ <lora:mira:0\.8> <lora:neon-arcade:1\.5>/);

  assert.equal((await draw('twice', 'mira', 'mira:0.5')).code, 2);
  assert.equal((await draw('strong', 'mira:9')).code, 2);
  assert.notEqual((await draw('five', 'mira', 'neon-arcade', 'tall-tales', 'cyanotype', 'riso-duo')).code, 0);
  await folder.remove();
});
