import { makeBatch, makeImage } from '@/testing/fixtures';
import { describe, expect, test } from 'vitest';
import { placeAfter, rungsOf, scaleText, usualScales } from './rungs';

describe('The rungs of a ladder', () => {
  test('are the usual ones before it is begun', () => {
    expect(rungsOf(undefined).map(({ scale }) => scale)).toEqual(usualScales);
  });

  test('have the strengths, pictures and problems of their jobs', () => {
    const failure = { code: 'BAD_GATEWAY', message: 'The engine made no image.' };
    const { jobs } = makeBatch({ numImages: 3 });
    const batch = makeBatch({
      state: 'completed',
      jobs: jobs.map((job, index) => ({
        ...job,
        loraScale: [0.4, 1, 1.6][index] ?? 0,
        failure: index === 1 ? failure : null,
      })),
      images: [makeImage(2)],
    });

    const rungs = rungsOf(batch);

    expect(rungs.map(({ scale }) => scale)).toEqual([0.4, 1, 1.6]);
    expect(rungs.map(({ image }) => image?.index)).toEqual([undefined, undefined, 2]);
    expect(rungs.map(({ problem }) => problem)).toEqual([
      'This picture was not made.',
      'The engine made no image.',
      null,
    ]);
  });
});

test('Strengths all look alike', () => {
  expect([1, 0.4, 1.65].map(scaleText)).toEqual(['1.0', '0.4', '1.65']);
});

test('Keys lead along a list, and not over its ends', () => {
  expect(['ArrowLeft', 'ArrowRight', 'Home', 'End'].map((key) => placeAfter(key, 3, 7))).toEqual([
    2, 4, 0, 6,
  ]);
  expect(placeAfter('ArrowLeft', 0, 7)).toBe(0);
  expect(placeAfter('ArrowDown', 6, 7)).toBe(6);
  expect(placeAfter('a', 3, 7)).toBeNull();
});
