const kFirst = 1000;
const kLongest = 30_000;

/** Milliseconds before the next attempt: twice as many after every one in vain, and never the same for all. */
export function backoff(tries: number): number {
  return Math.min(kLongest, kFirst * 2 ** (tries - 1)) * (0.75 + Math.random() / 2);
}

/** Over early when the signal aborts. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
