import { describe, expect, test } from 'vitest';
import { makeSettings, info } from '@/testing/fixtures';
import { changeDraft, draftOf, forgetDrafts } from './drafts';
import { remix } from './remix';
import { toastStore } from './toasts';

describe('A draft', () => {
  test('is there again after the page was closed', () => {
    changeDraft('lora', { prompt: 'three pumpkins', numImages: 2 });

    forgetDrafts();

    expect(draftOf('lora')).toEqual({ prompt: 'three pumpkins', numImages: 2 });
  });

  test('is kept for each LoRA apart', () => {
    changeDraft('one', { prompt: 'a fox' });

    expect(draftOf('two')).toEqual({ prompt: '' });
  });

  test.each(['{', 'null', '[]', '{"prompt":7}'])('that reads %s is begun anew', (text) => {
    localStorage.setItem('draft:lora', text);

    expect(draftOf('lora')).toEqual({ prompt: '' });
  });

  test('goes on when nothing can be kept', () => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = full;

    changeDraft('lora', { prompt: 'a fox' });

    Storage.prototype.setItem = setItem;
    expect(draftOf('lora')).toEqual({ prompt: 'a fox' });
  });
});

describe('A remix', () => {
  test('sets what differs from the defaults, and only that', () => {
    const settings = makeSettings({ width: 768, height: 1024, guidanceScale: 5 });

    remix('lora', { prompt: 'a fox', settings, engine: 'paperflux', seed: '7' }, info);

    forgetDrafts();
    expect(draftOf('lora')).toEqual({
      prompt: 'a fox',
      seed: '7',
      imageSize: 'portrait_4_3',
      loraScale: 0.8,
      guidanceScale: 5,
    });
  });

  test('lets a prompt that was in the form be had back', () => {
    changeDraft('lora', { prompt: 'my own' });

    remix('lora', { prompt: 'a fox', settings: makeSettings(), engine: 'gone' }, info);
    toastStore.get().at(-1)?.action?.run();

    expect(draftOf('lora').prompt).toBe('my own');
  });
});
