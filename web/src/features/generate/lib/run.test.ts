import type { GenerationEvent } from '@/api/router';
import { makeBatch, makeImage } from '@/testing/fixtures';
import { describe, expect, test } from 'vitest';
import { afterEvent, newRun, withBatch, type Run } from './run';
import { phaseText } from './run-text';
import { tilesOf } from './tiles';

const bare: GenerationEvent = {
  type: '',
  position: null,
  index: null,
  step: null,
  steps: null,
  image: null,
  failure: null,
};

function hear(run: Run, ...events: Partial<GenerationEvent>[]): Run {
  return events.reduce<Run>((known, event) => afterEvent(known, { ...bare, ...event }), run);
}

const fresh = newRun(makeBatch());
const kinds = (run: Run) => tilesOf(run).map((tile) => tile.kind);

describe('A run', () => {
  test('has a place for every picture from the first moment', () => {
    expect(kinds(fresh)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
  });

  test('keeps pictures by their index, in whatever order they come', () => {
    const run = hear(
      fresh,
      { type: 'image', index: 3, image: makeImage(3) },
      { type: 'image', index: 0, image: makeImage(0) },
    );

    expect(run.batch.images.map((image) => image.index)).toEqual([0, 3]);
    expect(kinds(run)).toEqual(['image', 'waiting', 'waiting', 'image']);
  });

  test('is not changed by hearing of a picture twice', () => {
    const event = { type: 'image', index: 1, image: makeImage(1) };

    const run = hear(fresh, event, event);

    expect(run.batch.images).toHaveLength(1);
  });

  test('passes over events it does not know', () => {
    expect(hear(fresh, { type: 'somethingNew' })).toBe(fresh);
  });

  test('shows what did not come of a cancelled batch as cancelled', () => {
    const run = hear(
      fresh,
      { type: 'image', index: 1, image: makeImage(1) },
      { type: 'cancelled' },
    );

    expect(kinds(run)).toEqual(['cancelled', 'image', 'cancelled', 'cancelled']);
  });

  test('has a reason for a failed picture even when none was given', () => {
    const [tile] = tilesOf(hear(fresh, { type: 'imageFailed', index: 0 }));

    expect(tile).toMatchObject({ failure: { message: 'This picture could not be made.' } });
  });

  test('takes no older word of the server over what it has heard since', () => {
    const ended = hear(fresh, { type: 'completed' });
    const withPicture = hear(fresh, { type: 'image', index: 0, image: makeImage(0) });

    expect(withBatch(ended, makeBatch({ state: 'running' }))).toBe(ended);
    expect(withBatch(withPicture, makeBatch({ state: 'running' }))).toBe(withPicture);
  });
});

describe('The phase', () => {
  test.each([
    ['Waiting, 3 pictures ahead', hear(fresh, { type: 'queued', position: 3 })],
    ['Waiting for its turn', fresh],
    ['Drawing', hear(fresh, { type: 'queued', position: 3 }, { type: 'running' })],
    ['1 of 4 pictures ready', hear(fresh, { type: 'image', index: 0, image: makeImage(0) })],
    ['No picture could be made', hear(fresh, { type: 'failed' })],
    ['Cancelled', hear(fresh, { type: 'cancelled' })],
  ])('says "%s"', (text, run) => {
    expect(phaseText(run)).toBe(text);
  });

  test('counts one picture as one', () => {
    const one = newRun(makeBatch({ numImages: 1, state: 'completed', images: [makeImage(0)] }));

    expect(phaseText(one)).toBe('1 picture ready');
  });
});
