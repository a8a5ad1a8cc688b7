import { useEffect, useRef } from 'react';
import { readStored, watchStored, writeStored } from './storage';
import { createStore, useStore } from './store';

/**
 * Where keys act: `everywhere`; on the `page`, as long as no dialog lies over it; or in the dialog that names the scope
 * (`<ModalFrame keys="viewer">`), as long as it is the topmost.
 */
export type KeyScope = 'everywhere' | 'page' | 'viewer' | 'compare';

/** Does it. False says that it was none of its business: the browser and others may have the key. */
export type KeyAction = (event: KeyboardEvent) => unknown;

/** By key as `event.key` names it, letters small, with `Ctrl+` (which is ⌘ too), `Alt+`, `Shift+` before it in this order. */
export type KeyMap = Readonly<Record<string, KeyAction | null | undefined>>;

const kTyping =
  'input:not([type=checkbox],[type=radio],[type=button],[type=range],[type=file]), textarea, select, [contenteditable=true], [role=menu]';
const kEditing = ['Ctrl+a', 'Ctrl+c', 'Ctrl+x', 'Ctrl+v', 'Ctrl+z', 'Ctrl+y'];

const singleKeys = createStore(readStored('singleKeys') !== 'off');
watchStored('singleKeys', (value) => singleKeys.set(value !== 'off'));

/** Whether single letters, digits and signs do something: who speaks to the computer turns them off. */
export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  return [useStore(singleKeys), setSingleKeys];
}

export function setSingleKeys(isOn: boolean): void {
  writeStored('singleKeys', isOn ? null : 'off');
  singleKeys.set(isOn);
}

function isSign(key: string): boolean {
  return Array.from(key).length === 1;
}

function isLetter(key: string): boolean {
  return key.toLowerCase() !== key.toUpperCase();
}

/** As a KeyMap writes it. Signs that need Shift on some keyboards only, like "?" and "/", never say so. */
function keyName(event: KeyboardEvent): string {
  const key = isSign(event.key) ? event.key.toLowerCase() : event.key;
  const saysShift = event.shiftKey && (!isSign(key) || isLetter(key) || key === ' ');
  return [
    (event.ctrlKey || event.metaKey) && 'Ctrl+',
    event.altKey && 'Alt+',
    saysShift && 'Shift+',
    key,
  ]
    .filter(Boolean)
    .join('');
}

function isTypedIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

function isFree(event: KeyboardEvent): boolean {
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  if (isHeld) {
    return !kEditing.includes(keyName(event)) || !isTypedIn(event.target, kTyping);
  }
  if (isSign(event.key)) {
    return singleKeys.get() && !event.repeat && !isTypedIn(event.target, kTyping);
  }
  // Arrows and their like belong to whatever control has the focus.
  return !isTypedIn(event.target, `${kTyping}, input:not([type=checkbox])`);
}

function isInScope(scope: KeyScope): boolean {
  const topmost = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1);
  return scope === 'everywhere' || (topmost ? topmost.dataset.keys === scope : scope === 'page');
}

/**
 * Actions of keys, for as long as the component is shown. Single letters, digits and signs act only while nobody types and
 * the setting allows them; in a field only combinations with Ctrl or Alt act, without those that edit.
 */
export function useKeys(scope: KeyScope, keys: KeyMap): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = latest.current[keyName(event)];
      const isTaken = event.defaultPrevented || event.isComposing;
      if (!action || isTaken || !isInScope(scope) || !isFree(event)) {
        return;
      }
      if (action(event) !== false) {
        event.preventDefault();
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [scope]);
}
