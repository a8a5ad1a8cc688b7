import { fireEvent, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { setSingleKeys, useKeys, type KeyScope } from './keys';

function put<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  return element;
}

function listen(key: string, scope: KeyScope = 'page', answer?: boolean) {
  const action = vi.fn(() => answer);
  renderHook(() => useKeys(scope, { [key]: action }));
  return action;
}

const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(target, { key, ...more });

afterEach(() => {
  document.body.replaceChildren();
  setSingleKeys(true);
});

describe('A key', () => {
  test('acts, and the browser does not', () => {
    const action = listen('f');

    const goesOn = press(document.body, 'f');

    expect(action).toHaveBeenCalledOnce();
    expect(goesOn).toBe(false);
  });

  test('is left to the browser when the action says that it was not for it', () => {
    listen('f', 'page', false);

    expect(press(document.body, 'f')).toBe(true);
  });

  test.each([
    ['Shift+d', { key: 'D', shiftKey: true }],
    ['Ctrl+k', { key: 'k', metaKey: true }],
    ['Ctrl+Shift+Enter', { key: 'Enter', ctrlKey: true, shiftKey: true }],
    ['?', { key: '?', shiftKey: true }],
    ['Delete', { key: 'Delete' }],
  ])('is known by its name: %s', (name, event) => {
    const action = listen(name);

    fireEvent.keyDown(document.body, event);

    expect(action).toHaveBeenCalledOnce();
  });

  test('with one more held is another key', () => {
    const action = listen('f');

    press(document.body, 'f', { ctrlKey: true });
    press(document.body, 'F', { shiftKey: true });

    expect(action).not.toHaveBeenCalled();
  });

  test('that is a single sign does nothing while somebody types', () => {
    const action = listen('f');

    press(put('input', { type: 'search' }), 'f');
    press(put('textarea'), 'f');
    press(put('input', { type: 'checkbox' }), 'f');

    expect(action).toHaveBeenCalledOnce();
  });

  test('with Ctrl acts in a field too, unless it edits', () => {
    const palette = listen('Ctrl+k');
    const all = listen('Ctrl+a');

    press(put('textarea'), 'k', { ctrlKey: true });
    press(put('textarea'), 'a', { ctrlKey: true });

    expect(palette).toHaveBeenCalledOnce();
    expect(all).not.toHaveBeenCalled();
  });

  test('that is a single sign can be turned off, others stay', () => {
    const letter = listen('f');
    const trash = listen('Delete');
    setSingleKeys(false);

    press(document.body, 'f');
    press(document.body, 'Delete');

    expect(letter).not.toHaveBeenCalled();
    expect(trash).toHaveBeenCalledOnce();
  });

  test('held down counts once where it is a sign, and goes on where it is an arrow', () => {
    const letter = listen('f');
    const arrow = listen('ArrowRight');

    press(document.body, 'f', { repeat: true });
    press(document.body, 'ArrowRight', { repeat: true });

    expect(letter).not.toHaveBeenCalled();
    expect(arrow).toHaveBeenCalledOnce();
  });

  test('of the page rests while a dialog is open, and the dialog’s own acts in the topmost only', () => {
    const page = listen('f', 'page');
    const viewer = listen('f', 'viewer', false);
    const everywhere = listen('f', 'everywhere');

    const dialog = put('dialog', { open: '', 'data-keys': 'viewer' });
    press(dialog, 'f');
    const above = put('dialog', { open: '' });
    press(above, 'f');

    expect(page).not.toHaveBeenCalled();
    expect(viewer).toHaveBeenCalledOnce();
    expect(everywhere).toHaveBeenCalledTimes(2);
  });
});
