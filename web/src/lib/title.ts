import { useEffect } from 'react';
import { createStore } from './store';

const page = createStore('');
const running = createStore(0);

function show(): void {
  const count = running.get() > 0 ? `(${running.get()}) ` : '';
  document.title = `${count}${page.get() ? `${page.get()} · ` : ''}Likeness`;
}

page.subscribe(show);
running.subscribe(show);

/** What the browser's tab says. */
export function usePageTitle(title: string): void {
  useEffect(() => page.set(title), [title]);
}

/** How many batches are under way, told before the title. */
export function useRunningCountInTitle(count: number): void {
  useEffect(() => running.set(count), [count]);
}
