import type { FoundImage } from './found';
import { sendImage, type Outcome } from './send-image';
import { backoff, wait } from './waiting';

/** Attempts in vain after which it is given up for now. */
const kTries = 6;

interface Signals {
  /** Cancels what is on its way. */
  run: AbortSignal;
  /** Only ends the wait for the next attempt. */
  pause: AbortSignal;
}

/** Asked each time anew: it changes while one waits. */
const isOver = (signal: AbortSignal) => signal.aborted;

/**
 * Attempts to bring in an image until it is taken or refused. Null when it was interrupted; `later` when it was in vain too
 * often. `onWait` hears why there will be another attempt.
 */
export async function settle(
  image: FoundImage,
  { run, pause }: Signals,
  onWait: (reason: string) => void,
): Promise<Outcome | null> {
  for (let tries = 0; ;) {
    const outcome = await sendImage(image, run);
    if (isOver(run)) {
      return null;
    }
    if (outcome.kind !== 'later') {
      return outcome;
    }
    if (isOver(pause)) {
      return null;
    }
    // A server that says when to come back is well; silence is not borne for ever.
    const { seconds, reason } = outcome;
    tries += seconds === null ? 1 : 0;
    if (tries === kTries) {
      return outcome;
    }
    onWait(reason);
    await wait(seconds === null ? backoff(tries) : seconds * 1000, pause);
    if (isOver(pause)) {
      return null;
    }
  }
}
