// The database from outside: its rows, and another program that locks it.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { databaseOf, isPostgres } from './kind.mjs';
import { sharedCluster } from './postgres.mjs';

export function rows(server, sql) {
  if (isPostgres) return sharedCluster().rows(databaseOf(server.folder.path), sql);
  const text = execFileSync('sqlite3', ['-readonly', '-json', `${server.folder.path}/likeness.db`, sql], { maxBuffer: 64 << 20 }).toString();
  return text === '' ? [] : JSON.parse(text);
}

/** Every byte that is kept. */
export function dump(server) {
  if (isPostgres) return sharedCluster().dump(databaseOf(server.folder.path));
  return ['likeness.db', 'likeness.db-wal'].map((file) => readFileSync(`${server.folder.path}/${file}`, 'latin1')).join('');
}

/** Holds SQLite's write lock until `release()`. */
export async function lockDatabase(server) {
  const child = spawn('sqlite3', [`${server.folder.path}/likeness.db`], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.write('.timeout 5000\nBEGIN EXCLUSIVE;\nSELECT \'locked\';\n');
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    ended.then(() => reject(new Error('the lock was not taken')));
  });
  return {
    release: () => {
      child.stdin.end('COMMIT;\n');
      return ended;
    },
  };
}
