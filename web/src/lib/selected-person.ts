import { readStored, watchStored, writeStored } from './storage';
import { createStore, useStore } from './store';

function parse(value: string | null): number | null {
  const id = Number(value);
  return value !== null && Number.isSafeInteger(id) && id > 0 ? id : null;
}

const store = createStore<number | null>(parse(readStored('selectedUserId')));
watchStored('selectedUserId', (value) => store.set(parse(value)));

/** The person picked in the header; null for everyone. */
export function useSelectedPersonId(): number | null {
  return useStore(store);
}

export function selectPerson(id: number | null): void {
  writeStored('selectedUserId', id === null ? null : String(id));
  store.set(id);
}
