// Who gets in, and who does not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { dump } from './lib/database.mjs';
import { Server, until } from './lib/program.mjs';
import { siweMessage, Visitor, Wallet } from './lib/people.mjs';

let server;

before(async () => {
  server = await (await Server.start({ args: ['--no-demo'] })).ready();
});

after(() => server.stop());

const refused = async (wallet, changes, status = 401) => {
  const answer = await wallet.tryToSignIn(server, changes);
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.headers.get('set-cookie'), null);
  return answer.json;
};

test('a signed message opens a session that its cookie carries', async () => {
  const wallet = new Wallet();
  const answer = await wallet.tryToSignIn(server);

  assert.equal(answer.status, 200);
  assert.equal(answer.json.walletAddress, wallet.address);
  assert.equal(answer.json.isAdmin, false);
  const cookie = answer.headers.get('set-cookie');
  assert.match(cookie, /^likeness=[\w-]{43}; /);
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);
  const session = await new Visitor(server, { cookie: cookie.split(';')[0] }).get('/api/auth/session');
  assert.equal(session.json.session.walletAddress, wallet.address);
});

test('a nonce is good for one sign-in, also when twenty try at once', async () => {
  const wallet = new Wallet();
  const visitor = new Visitor(server);
  const { nonce } = (await visitor.post('/api/auth/nonce')).json;
  const message = siweMessage({ domain: new URL(server.url).host, address: wallet.address, uri: server.url, nonce });
  const signature = await wallet.account.signMessage({ message });

  const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.post('/api/auth/verify', { message, signature })));

  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, ...Array(19).fill(401)]);
});

test('what a message says has to fit this server and this moment', async (t) => {
  const wallet = new Wallet();
  const minutes = (count) => new Date(Date.now() + count * 60_000);
  const cases = {
    'another domain': { domain: 'evil.example' },
    'another origin in the URI': { uri: 'https://evil.example' },
    'another chain': { chainId: 999_999 },
    'a nonce that was never given out': { nonce: 'abcdef0123456789' },
    'issued half an hour ago': { issuedAt: minutes(-30) },
    'issued in the future': { issuedAt: minutes(10) },
    'expired': { extra: `\nExpiration Time: ${minutes(-1).toISOString()}` },
    'not valid yet': { extra: `\nNot Before: ${minutes(5).toISOString()}` },
  };
  for (const [name, change] of Object.entries(cases)) {
    await t.test(name, () => refused(wallet, { change }));
  }
});

test("somebody else's signature is refused", async () => {
  const stranger = new Wallet();
  await refused(new Wallet(), { signature: await stranger.account.signMessage({ message: 'anything' }) });
});

test('what is no message or no signature is bad input that names its field', async () => {
  const notAMessage = await refused(new Wallet(), { message: () => 'let me in' }, 400);
  assert.deepEqual(notAMessage.errors.map(({ path }) => path), ['message']);
  const notASignature = await refused(new Wallet(), { signature: '0x1234' }, 400);
  assert.deepEqual(notASignature.errors.map(({ path }) => path), ['signature']);
});

test('signing out ends the session on the server too', async () => {
  const ada = await new Wallet().signIn(server);

  const out = await ada.post('/api/auth/logout');

  assert.match(out.headers.get('set-cookie'), /Max-Age=0/);
  assert.equal((await ada.get('/api/generations/remaining')).status, 401);
  assert.equal((await ada.get('/api/auth/session')).json.session, null);
});

test("a page of another site cannot change anything with somebody's cookie", async (t) => {
  const ada = await new Wallet().signIn(server);
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { origin: `${server.url}.evil.example` }]) {
    await t.test(JSON.stringify(headers), async () => {
      const rest = await ada.post('/api/people', { firstName: 'Eve' }, headers);
      assert.equal(rest.status, 403);
      const trpc = await ada.post('/api/trpc/people.create', { firstName: 'Eve' }, headers);
      assert.equal(trpc.json.error.data.code, 'FORBIDDEN');
    });
  }
  assert.deepEqual((await ada.get('/api/people')).json.items, []);
  assert.equal((await ada.post('/api/people', { firstName: 'Ada' }, { origin: server.url })).status, 201);
});

test('an API key works like its wallet until it is revoked', async () => {
  const ada = await new Wallet().signIn(server);
  const created = (await ada.post('/api/tokens', { name: 'my script' })).json;
  assert.match(created.token, /^lk_[\w-]{43}$/);
  const script = new Visitor(server, { authorization: `Bearer ${created.token}` });
  assert.equal((await script.get('/api/generations/remaining')).status, 200);
  const listed = (await ada.get('/api/tokens')).json.items;
  assert.deepEqual(listed.map(({ id, name }) => ({ id, name })), [{ id: created.id, name: 'my script' }]);
  assert.ok(!JSON.stringify(listed).includes(created.token));

  await ada.call('DELETE', `/api/tokens/${created.id}`);

  const after = await script.get('/api/generations/remaining');
  assert.equal(after.status, 401);
  assert.match(after.headers.get('www-authenticate'), /Bearer/);
});

test("nobody can revoke somebody else's key", async () => {
  const ada = await new Wallet().signIn(server);
  const eve = await new Wallet().signIn(server);
  const { id } = (await ada.post('/api/tokens', { name: 'mine' })).json;

  assert.equal((await eve.call('DELETE', `/api/tokens/${id}`)).status, 404);
  assert.equal((await ada.get('/api/tokens')).json.items.length, 1);
});

test('secrets are in no log line and in no row', async () => {
  const ada = await new Wallet().signIn(server);
  const { token } = (await ada.post('/api/tokens', { name: 'secret' })).json;
  const cookie = ada.headers.cookie.split('=')[1];
  await until(() => server.log.includes('/api/tokens'));

  for (const secret of [token, cookie]) {
    assert.ok(!server.log.includes(secret));
    assert.ok(!dump(server).includes(secret));
  }
});

test('with the limits on, an address that tries too often has to wait', async () => {
  const strict = await (await Server.start({ args: ['--no-demo'], env: { LIKENESS_ABUSE_LIMITS: 'on' } })).ready();
  const visitor = new Visitor(strict);

  const answers = [];
  for (let i = 0; i < 40; ++i) answers.push(await visitor.post('/api/auth/nonce'));

  assert.equal(answers[0].status, 200);
  const last = answers.at(-1);
  assert.equal(last.status, 429);
  assert.ok(Number(last.headers.get('retry-after')) >= 1);
  await strict.stop();
});
