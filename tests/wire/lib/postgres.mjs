// A PostgreSQL server of the tests' own, in a temporary folder, reached by a socket in it alone. It dies with the process that
// started it. As root it runs as somebody else, because PostgreSQL refuses to run as root.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const programs = '/usr/lib/postgresql/15/bin';
const user = 'likeness';

/** How to become whoever the server runs as; it ends when we do. */
function runAs() {
  const dies = ['--pdeathsig', 'QUIT'];
  if (process.getuid() !== 0) return { command: ['setpriv', ...dies] };
  const idOf = (name, flag) => Number(execFileSync('id', [flag, name]).toString());
  const ids = { uid: idOf('postgres', '-u'), gid: idOf('postgres', '-g') };
  return { ...ids, command: ['setpriv', ...dies, `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'] };
}

const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

export class PostgresCluster {
  /** Returns when it takes connections. */
  constructor() {
    this.as = runAs();
    this.folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'likeness-wire-postgres-'));
    this.data = join(this.folder, 'data');
    if (this.as.uid !== undefined) chownSync(this.folder, this.as.uid, this.as.gid);
    const [command, ...args] = this.as.command;
    const initdb = [`${programs}/initdb`, `--pgdata=${this.data}`, `--username=${user}`, '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'];
    execFileSync(command, [...args, ...initdb], { stdio: 'ignore' });
    this.start();
    process.once('exit', () => this.remove());
  }

  start() {
    const log = openSync(join(this.folder, 'server.log'), 'a');
    const [command, ...args] = this.as.command;
    const settings = ['listen_addresses=', 'fsync=off', 'shared_buffers=64MB', 'max_connections=200'].flatMap((setting) => ['-c', setting]);
    this.server = spawn(command, [...args, `${programs}/postgres`, '-D', this.data, '-k', this.folder, ...settings], { stdio: ['ignore', log, log] });
    this.server.unref();
    closeSync(log);
    for (let look = 0; ; ++look) {
      try {
        this.#psql('postgres', 'SELECT 1');
        return;
      } catch (error) {
        if (look > 300) throw error;
        sleep(50);
      }
    }
  }

  /** As for maintenance: connections end, what is committed stays. */
  stop() {
    return this.#end('SIGINT');
  }

  crash() {
    return this.#end('SIGQUIT');
  }

  async #end(signal) {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.ref();
    this.server.kill(signal);
    await ended;
  }

  remove() {
    this.server.kill('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  url(database) {
    return `postgresql:///${database}?host=${this.folder}&user=${user}`;
  }

  /** Makes the database when it is not there. */
  ensure(database) {
    const known = this.#psql('postgres', `SELECT 1 FROM pg_database WHERE datname = '${database}'`);
    if (known.trim() === '') this.#psql('postgres', `CREATE DATABASE ${database}`);
    return this.url(database);
  }

  rows(database, sql) {
    return JSON.parse(this.#psql(database, `SELECT coalesce(json_agg(row_to_json(answer)), '[]') FROM (${sql}) AS answer`));
  }

  dump(database) {
    return execFileSync(`${programs}/pg_dump`, ['-h', this.folder, '-U', user, database], { maxBuffer: 64 << 20 }).toString();
  }

  #psql(database, sql) {
    return execFileSync(`${programs}/psql`, ['-h', this.folder, '-U', user, '-d', database, '-qAtX', '-c', sql], { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 << 20 }).toString();
  }
}

let shared;

/** The one of this process, started when it is first needed. */
export function sharedCluster() {
  shared ??= new PostgresCluster();
  return shared;
}
