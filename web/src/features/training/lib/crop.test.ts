import { describe, expect, test } from 'vitest';
import { fitSquare, middleSquare, resizeSquare, squareStyle } from './crop';

const photo = { width: 1200, height: 800 };

describe('A square of a photo', () => {
  test('begins as the largest one in the middle', () => {
    expect(middleSquare(photo)).toEqual({ left: 200, top: 0, side: 800 });
    expect(middleSquare({ width: 500, height: 900 })).toEqual({ left: 0, top: 200, side: 500 });
  });

  test('stays in the photo wherever it is moved', () => {
    expect(fitSquare({ left: -50, top: 900, side: 400 }, photo, 256)).toEqual({
      left: 0,
      top: 400,
      side: 400,
    });
  });

  test('never becomes too small to learn from, nor larger than the photo', () => {
    expect(fitSquare({ left: 0, top: 0, side: 10 }, photo, 256).side).toBe(256);
    expect(fitSquare({ left: 0, top: 0, side: 5000 }, photo, 256).side).toBe(800);
  });

  test('keeps its middle when it is resized', () => {
    expect(resizeSquare({ left: 100, top: 100, side: 400 }, 200)).toEqual({
      left: 200,
      top: 200,
      side: 200,
    });
  });

  test('lies over a picture of any size', () => {
    expect(squareStyle({ left: 300, top: 200, side: 600 }, photo)).toEqual({
      left: '25%',
      top: '25%',
      width: '50%',
      height: '75%',
    });
  });
});
