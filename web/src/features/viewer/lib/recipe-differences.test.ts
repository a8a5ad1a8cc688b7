import { expect, test } from 'vitest';
import { comparedWords } from './recipe-differences';

test('words that both prompts have stay together, whatever stands between them', () => {
  expect(comparedWords('a fox at night', 'a grey fox at dawn')).toEqual([
    [
      { text: 'a fox at', isOwn: false },
      { text: 'night', isOwn: true },
    ],
    [
      { text: 'a', isOwn: false },
      { text: 'grey', isOwn: true },
      { text: 'fox at', isOwn: false },
      { text: 'dawn', isOwn: true },
    ],
  ]);
});

test('the same prompt has nothing of its own', () => {
  const [words] = comparedWords('a fox', 'a  fox ');

  expect(words).toEqual([{ text: 'a fox', isOwn: false }]);
});
