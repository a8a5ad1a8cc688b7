// Starts the real program on a free port with a data folder of its own.
import { spawn, execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { databaseEnvironment } from './kind.mjs';

const run = promisify(execFile);

export const program = process.env.LIKENESS_BIN ?? new URL('../../../build/release/likeness', import.meta.url).pathname;

export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'likeness-wire-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

const baseEnvironment = {
  PATH: process.env.PATH,
  LIKENESS_ABUSE_LIMITS: 'off',
  LIKENESS_QUOTA: '8/24h',
  ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? '',
};

/** A running server. `stop()` ends it gracefully, `kill()` as a power cut would end the process. */
export class Server {
  /** Comes back when the program listens. `wrapper` is a command that becomes the program, like `prlimit ...`. */
  static async start(options = {}) {
    const server = Server.launch({ ...options, data: options.data ?? (await temporaryFolder()) });
    await server.listening;
    return server;
  }

  /** Comes back at once; `listening` tells when the program listens, or why it did not. */
  static launch({ data, port = 0, args = [], env = {}, wrapper = [] }) {
    const folder = typeof data === 'string' ? { path: data, remove: async () => {} } : data;
    const command = [...wrapper, program, 'serve', '--listen', `127.0.0.1:${port}`, '--data-dir', folder.path, ...args];
    const child = spawn(command[0], command.slice(1), { env: { ...baseEnvironment, ...databaseEnvironment(folder.path), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    return new Server(child, folder);
  }

  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.log = '';
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
      child.once('error', (error) => resolve({ code: error.message, signal: null }));
    });
    child.stderr.on('data', (chunk) => {
      this.log += chunk;
    });
    this.listening = this.#untilItListens();
    this.listening.catch(() => {}); // whoever waits for it learns it
  }

  async #untilItListens() {
    let output = '';
    const address = await new Promise((resolve, reject) => {
      this.child.stdout.on('data', (chunk) => {
        output += chunk;
        const match = /is at (http:\/\/\S+)/.exec(output);
        if (match) resolve(match[1]);
      });
      this.exited.then(({ code, signal }) => reject(new Error(`the server ended with ${code ?? signal}: ${this.log}`)));
    });
    this.url = address;
    this.port = Number(new URL(address).port);
  }

  async ready() {
    while ((await fetch(`${this.url}/readyz`)).status !== 200) await pause(20);
    return this;
  }

  async stop() {
    this.child.kill('SIGTERM');
    const ended = await this.exited;
    await this.folder.remove();
    return ended;
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Bytes of memory that the process holds. */
  resident() {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'latin1'))[1]) * 1024;
  }

  /** The program's other commands on the same data folder. */
  command(...args) {
    return command(...args, '--data-dir', this.folder.path);
  }
}

/** Runs a command of the program to its end. */
export function command(...args) {
  const folder = args.includes('--data-dir') ? args[args.indexOf('--data-dir') + 1] : undefined;
  return commandWith(databaseEnvironment(folder), ...args);
}

/** The same with settings of its own. */
export async function commandWith(env, ...args) {
  try {
    const { stdout, stderr } = await run(program, args, { env: { ...baseEnvironment, ...env }, maxBuffer: 64 << 20 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

/** A port for a program that has to come back at the same address. Below those that the system gives to clients. */
export async function freePort() {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const isFree = await new Promise((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until `condition` gives something true. */
export async function until(condition, limit = 30_000) {
  const deadline = Date.now() + limit;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error('waited too long');
    await pause(30);
  }
}
