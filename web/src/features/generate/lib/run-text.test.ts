import { makeBatch } from '@/testing/fixtures';
import { describe, expect, test } from 'vitest';
import { newRun } from './run';
import { expectedText } from './run-text';

function runExpecting(expectedSeconds: number | null) {
  return { ...newRun(makeBatch({ state: 'running', expectedSeconds })), notedAt: 0 };
}

describe('The time that a batch will probably take', () => {
  test('counts down, calmly while it is long', () => {
    expect(expectedText(runExpecting(23), 0)).toBe('about 25 s');
    expect(expectedText(runExpecting(23), 9000)).toBe('about 14 s');
    expect(expectedText(runExpecting(200), 0)).toBe('about 3 min');
  });

  test('is not told where nobody knows it, or it is over', () => {
    expect(expectedText(runExpecting(null), 0)).toBeNull();
    expect(expectedText(runExpecting(10), 10_000)).toBeNull();
    const ended = newRun(makeBatch({ state: 'completed', expectedSeconds: 10 }));
    expect(expectedText(ended, ended.notedAt)).toBeNull();
  });
});
