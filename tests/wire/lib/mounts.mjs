// Folders with a small disk or without the right to write, seen by the programs of one test alone: a mount namespace, which
// needs no root.
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class Mounts {
  /** The namespace lives as long as its keeper. */
  static async create() {
    const keeper = spawn('unshare', ['--map-root-user', '--mount', 'sh', '-c', 'echo here; cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((resolve, reject) => {
      keeper.stdout.once('data', resolve);
      keeper.once('exit', (code) => reject(new Error(`no mount namespace could be made (${code}): are user namespaces forbidden here?`)));
    });
    return new Mounts(keeper);
  }

  constructor(keeper) {
    this.keeper = keeper;
    /** Put before a command it makes the command see the mounts. */
    this.wrapper = ['nsenter', '--target', String(keeper.pid), '--user', '--mount', '--preserve-credentials', '--'];
  }

  async run(...command) {
    const whole = [...this.wrapper, ...command];
    try {
      return { code: 0, ...(await run(whole[0], whole.slice(1))) };
    } catch (error) {
      return { code: error.code, stdout: error.stdout, stderr: error.stderr };
    }
  }

  async mustRun(...command) {
    const { code, stderr, stdout } = await this.run(...command);
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  }

  /** A disk of that many megabytes in place of the folder. */
  smallDisk(folder, megabytes) {
    return this.mustRun('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  }

  /** Writes a file as large as the disk has room for. */
  async fill(folder) {
    await this.run('dd', 'if=/dev/zero', `of=${folder}/ballast`, 'bs=64k', 'status=none');
    return { empty: () => this.mustRun('rm', `${folder}/ballast`) };
  }

  /** Makes the folder a mount of its own, whose rights can be changed. */
  own(folder) {
    return this.mustRun('mount', '--bind', folder, folder);
  }

  forbidWriting(folder) {
    return this.mustRun('mount', '-o', 'remount,bind,ro', folder);
  }

  allowWriting(folder) {
    return this.mustRun('mount', '-o', 'remount,bind,rw', folder);
  }

  async remove() {
    const ended = new Promise((resolve) => this.keeper.removeAllListeners('exit').once('exit', resolve));
    this.keeper.stdin.end();
    await ended;
  }
}
