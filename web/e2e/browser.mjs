// Debian's Chromium, driven by playwright-core. Whatever a page reports as wrong fails the test.
import { chromium } from 'playwright-core';

const kFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch() {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: kFlags,
  });
}

/**
 * A context whose pages are watched. `problems` gathers errors of scripts and of the console, and breaches of the security
 * policy, which the console reports too.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions & { expected?: RegExp }} [options]
 */
export async function watchedContext(browser, { expected, ...options } = {}) {
  const context = await browser.newContext({
    locale: 'en-GB',
    // Stories begin anew; only those about being offline have one.
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  /** @type {string[]} */
  const problems = [];
  /** @param {string} text */
  const note = (text) => {
    if (!expected?.test(text)) {
      problems.push(text);
    }
  };
  context.on('console', (message) => {
    if (message.type() === 'error') {
      note(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => note(`page: ${error.error().message}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { context, problems };
}
