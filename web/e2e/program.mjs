// Starts the real program on a port of its own with an empty data folder, and ends it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kStart = 60_000;

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`Set ${name} to the program, for instance build/release/likeness`);
  }
  return value;
}

/**
 * @param {string} program
 * @param {string} data
 * @param {Record<string, string>} environment
 */
async function start(program, data, environment) {
  const child = spawn(program, ['serve'], {
    cwd: data,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LIKENESS_DATA_DIR: data,
      LIKENESS_LISTEN: '127.0.0.1:0',
      LIKENESS_ABUSE_LIMITS: 'off',
      LIKENESS_ENGINE: 'paperflux',
      LIKENESS_SHUTDOWN_GRACE: '1',
      ...environment,
    },
  });
  // Whatever ends the tests ends the program too.
  process.once('exit', () => child.kill('SIGKILL'));
  let log = '';
  /** @type {Promise<string>} */
  const address = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The program did not start:\n${log}`)), kStart);
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      log += chunk.toString();
      const found = /is at (http:\/\/\S+)/.exec(log);
      if (found?.[1] && log.includes('ready')) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The program ended with ${code}:\n${log}`)));
  });
  return { child, url: await address, log: () => log };
}

/** @param {import('node:child_process').ChildProcess} child */
function end(child) {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.on('exit', resolve);
    child.kill('SIGTERM');
  });
}

/** @param {Record<string, string>} [environment] */
export async function startProgram(environment = {}) {
  const program = required('LIKENESS_BIN');
  const data = await mkdtemp(join(tmpdir(), 'likeness-e2e-'));
  const running = await start(program, data, environment);
  return {
    url: running.url,
    data,
    log: running.log,
    stop: async () => {
      await end(running.child);
      await rm(data, { recursive: true, force: true });
    },
  };
}
