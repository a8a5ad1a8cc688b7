import type { KeyAction } from '@/lib/keys';

/** A button, link or field that has the focus keeps its Enter and its Space. */
export function unlessOnControl(action: () => void): KeyAction {
  return ({ target }) =>
    target instanceof Element && target.closest('button, a, input') ? false : action();
}
