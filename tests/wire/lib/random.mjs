// Chance that can be repeated: `SEED=123 npm test`.

export const newSeed = () => Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));

/** Mulberry32: numbers from 0 to 1. */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
