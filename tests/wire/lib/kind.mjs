// Which database the program runs on: LIKENESS_TEST_DATABASE=postgres gives each data folder a database of its own on a
// PostgreSQL server that the tests start.
import { basename } from 'node:path';

import { sharedCluster } from './postgres.mjs';

export const isPostgres = process.env.LIKENESS_TEST_DATABASE === 'postgres';

/** For tests about SQLite's files themselves. */
export const sqliteOnly = { skip: isPostgres ? 'is about SQLite' : false };

export const databaseOf = (folder) => `f_${basename(folder).replace(/\W/g, '_').toLowerCase()}`;

/** What tells the program which database belongs to the data folder. */
export function databaseEnvironment(folder) {
  if (!isPostgres || folder === undefined) return {};
  return { LIKENESS_DATABASE_URL: sharedCluster().ensure(databaseOf(folder)), LIKENESS_SESSION_SECRET: `the secret of ${folder}` };
}
