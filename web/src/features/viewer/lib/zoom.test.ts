import { describe, expect, test } from 'vitest';
import { actualScale, fitting, isZoomed, panned, toggled, zoomedTo } from './zoom';

const stage = { picture: { width: 2000, height: 1000 }, frame: { width: 1000, height: 800 } };

describe('Zooming', () => {
  test('keeps what lies under the pointer where it is', () => {
    const at = { x: 200, y: -40 };
    const view = zoomedTo(fitting, 3, stage, at);

    // The same spot of the picture, from its centre, at either scale.
    expect((at.x - view.x) / view.scale).toBeCloseTo(at.x);
    expect((at.y - view.y) / view.scale).toBeCloseTo(at.y);
  });

  test('goes no closer than four pixels for one, and no further than all of it', () => {
    expect(zoomedTo(fitting, 100, stage).scale).toBe(8);
    expect(zoomedTo(fitting, 0.1, stage)).toEqual(fitting);
  });

  test('shows a picture that is smaller than its frame as small as it is', () => {
    const small = { picture: { width: 250, height: 200 }, frame: stage.frame };

    expect(actualScale(small)).toBe(0.25);
    expect(zoomedTo(fitting, 0.1, small).scale).toBe(0.25);
  });

  test('by a double click goes closer there, and back', () => {
    const view = toggled(fitting, stage, { x: 100, y: 0 });

    expect(isZoomed(view)).toBe(true);
    expect(view.x).toBeCloseTo(-150);
    expect(toggled(view, stage)).toEqual(fitting);
  });
});

describe('Panning', () => {
  test('ends where the picture ends', () => {
    const view = zoomedTo(fitting, 2, stage);

    expect(panned(view, { x: 9999, y: 9999 }, stage)).toEqual({ scale: 2, x: 500, y: 100 });
  });

  test('does not move what fits', () => {
    expect(panned(fitting, { x: 50, y: 50 }, stage)).toEqual(fitting);
  });

  test('stays put while the frame has no size yet', () => {
    const unknown = { picture: stage.picture, frame: { width: 0, height: 0 } };

    expect(panned(fitting, { x: 0, y: 0 }, unknown).scale).toBe(1);
  });
});
