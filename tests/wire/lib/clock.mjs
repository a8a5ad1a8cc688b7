// A clock that a test sets while the program runs: libfaketime, which leaves the time that only counts seconds alone.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function library() {
  for (const folder of readdirSync('/usr/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const place = join('/usr/lib', folder.name, 'faketime');
    try {
      if (readdirSync(place).includes('libfaketimeMT.so.1')) return join(place, 'libfaketimeMT.so.1');
    } catch {
      // not here
    }
  }
  throw new Error('libfaketime is missing: apt-get install faketime');
}

export class MovedClock {
  constructor(folder) {
    this.file = join(folder, 'clock');
    this.seconds = 0;
    this.moveTo({});
    this.env = { LD_PRELOAD: library(), FAKETIME_TIMESTAMP_FILE: this.file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  }

  /** How far from the true time the program's clock is from now on. */
  moveTo({ hours = 0 }) {
    this.seconds = hours * 3600;
    writeFileSync(this.file, `${this.seconds < 0 ? '' : '+'}${this.seconds}\n`);
  }

  /** What the program takes for now. */
  now() {
    return new Date(Date.now() + this.seconds * 1000);
  }
}
