import { makeRow } from '@/testing/fixtures';
import { describe, expect, test, vi } from 'vitest';
import { allCommands, matching, type Doing } from './commands';

const doing: Doing = {
  go: vi.fn(),
  openLora: vi.fn(),
  openGenerate: vi.fn(),
  openKeys: vi.fn(),
};
const lora = makeRow({ name: 'Midnight Linocut' });
const commands = () => allCommands(doing, [lora, makeRow({ name: 'Old', canGenerate: false })]);
const found = (text: string) => matching(commands(), text).map((command) => command.text);

describe('The palette', () => {
  test('finds by the beginnings of words, in any order', () => {
    expect(found('lino gen')).toEqual(['Generate with Midnight Linocut']);
    expect(found('dark')).toEqual(['Dark theme']);
    expect(found('nothing like it')).toEqual([]);
  });

  test('goes to pages and to LoRAs by name', () => {
    matching(commands(), 'images')[0]?.run();
    matching(commands(), 'loras midnight')[0]?.run();

    expect(doing.go).toHaveBeenCalledWith('/images');
    expect(doing.openLora).toHaveBeenCalledWith(lora.id);
  });

  test('offers no generating where no engine can', () => {
    expect(found('old')).toEqual(['Old']);
  });

  test('offers the other language', () => {
    expect(found('deutsch')).toEqual(['Language: Deutsch']);
  });
});
