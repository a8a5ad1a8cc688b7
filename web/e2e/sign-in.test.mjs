// Both ways in, and the key that a browser keeps.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { stage } from './stage.mjs';
import { signInWithoutWallet } from './steps.mjs';

const { visit } = stage();

/**
 * Puts a wallet beside the page that announces itself as extensions do (EIP-6963) and really signs.
 * @param {import('playwright-core').BrowserContext} context
 */
async function addWallet(context) {
  const account = privateKeyToAccount(generatePrivateKey());
  const state = { refuses: false };
  await context.exposeFunction(
    'askWallet',
    async (/** @type {string} */ method, /** @type {any[]} */ params) => {
      if (method === 'eth_requestAccounts' || method === 'eth_accounts') {
        return [account.address.toLowerCase()];
      }
      if (method === 'personal_sign') {
        return state.refuses ? null : account.signMessage({ message: { raw: params[0] } });
      }
      return '0x1';
    },
  );
  await context.addInitScript(() => {
    const ask = /** @type {any} */ (window).askWallet;
    const provider = {
      on: () => undefined,
      /** @param {{ method: string, params?: unknown[] }} call */
      request: async ({ method, params = [] }) => {
        const answer = await ask(method, params);
        if (answer === null) {
          throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
        }
        return answer;
      },
    };
    const info = {
      uuid: crypto.randomUUID(),
      name: 'Test Wallet',
      rdns: 'test.wallet',
      icon: 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E',
    };
    const announce = () =>
      window.dispatchEvent(
        new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
      );
    window.addEventListener('eip6963:requestProvider', announce);
    announce();
  });
  return { account, state };
}

/** @param {import('playwright-core').Page} page */
async function shownAddress(page) {
  await page.goto('/settings');
  const session = page.getByRole('region', { name: 'Session' });
  return session.locator('code').textContent();
}

test('a wallet signs in, once it no longer declines', () =>
  visit(async (page, context) => {
    const { account, state } = await addWallet(context);
    await page.goto('/images');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in' });

    state.refuses = true;
    await dialog.getByRole('button', { name: 'Test Wallet' }).click();
    await dialog.getByText('You declined in the wallet. Nothing was signed.').waitFor();
    state.refuses = false;
    await dialog.getByRole('button', { name: 'Test Wallet' }).click();

    await page.getByRole('heading', { name: 'No pictures yet' }).waitFor();
    assert.equal(await shownAddress(page), account.address);
  }));

test('a key of the browser is saved, and opens the same account in another browser', () =>
  visit(async (page) => {
    await page.goto('/settings');
    await signInWithoutWallet(page);
    const address = await shownAddress(page);
    await page.getByRole('button', { name: 'Show the key' }).click();
    const key = await page.getByText(/^0x[0-9a-f]{64}$/).textContent();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const file = await (await saved).path();
    assert.equal((await readFile(file, 'utf8')).trim(), key);
    assert.equal(privateKeyToAccount(/** @type {`0x${string}`} */ (key)).address, address);

    await visit(async (other) => {
      await other.goto('/settings');
      await other.getByRole('button', { name: 'Import a key' }).click();
      const dialog = other.getByRole('dialog', { name: 'Import a key' });
      await dialog.getByRole('textbox', { name: 'Key' }).fill('0xnot a key');
      await dialog.getByRole('button', { name: 'Import and sign in' }).click();
      await dialog.getByText(/^That is no key/).waitFor();
      await dialog.getByRole('textbox', { name: 'Key' }).fill(key ?? '');
      await dialog.getByRole('button', { name: 'Import and sign in' }).click();
      await other.getByRole('button', { name: /^Account/ }).waitFor();
      assert.equal(await shownAddress(other), address);
    });
  }));

test('signing out ends the session; the key stays and signs in again', () =>
  visit(async (page) => {
    await page.goto('/settings');
    await signInWithoutWallet(page);
    const address = await shownAddress(page);

    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
    await page.reload();
    await signInWithoutWallet(page);

    assert.equal(await shownAddress(page), address);
  }));

test('a key is nowhere in the page’s storage in the clear', () =>
  visit(async (page) => {
    await page.goto('/settings');
    await signInWithoutWallet(page);
    await page.getByRole('button', { name: 'Show the key' }).click();
    const key = (await page.getByText(/^0x[0-9a-f]{64}$/).textContent()) ?? '';

    const kept = await page.evaluate(async () => {
      const opening = indexedDB.open('likeness');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const all = opening.result.transaction('keys').objectStore('keys').getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      const seal = all.result.find((value) => value instanceof CryptoKey);
      const sealed = all.result.find((value) => !(value instanceof CryptoKey));
      const text = new TextDecoder('latin1').decode(sealed.bytes);
      return { extractable: seal?.extractable, text, local: JSON.stringify(localStorage) };
    });

    assert.equal(kept.extractable, false);
    assert.equal(`${kept.text}${kept.local}`.includes(key.slice(2)), false);
  }));
