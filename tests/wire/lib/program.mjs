// Starts the real program on a free port with a data folder of its own.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

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
  static async start({ data, args = [], env = {}, wrapper = [] } = {}) {
    const folder = data ? { path: data, remove: async () => {} } : await temporaryFolder();
    const command = [...wrapper, program, 'serve', '--listen', '127.0.0.1:0', '--data-dir', folder.path, ...args];
    const child = spawn(command[0], command.slice(1), { env: { ...baseEnvironment, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const server = new Server(child, folder);
    await server.#untilItListens();
    return server;
  }

  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.log = '';
    this.exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    child.stderr.on('data', (chunk) => {
      this.log += chunk;
    });
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

  /** The program's other commands on the same data folder. */
  command(...args) {
    return command(...args, '--data-dir', this.folder.path);
  }
}

/** Runs a command of the program to its end. */
export async function command(...args) {
  try {
    const { stdout, stderr } = await run(program, args, { env: baseEnvironment, maxBuffer: 64 << 20 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
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
