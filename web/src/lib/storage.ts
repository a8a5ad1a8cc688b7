/** All that this page keeps in localStorage, and under which key. Storage may be full or switched off: then nothing is kept. */
type StoredKey =
  | 'selectedUserId'
  | 'theme'
  | 'contrast'
  | 'language'
  | 'lastPlace'
  | 'singleKeys'
  | 'galleryLayout'
  | 'galleryBatches'
  | 'lastLora'
  | 'notify'
  | 'signedInWith'
  | 'trainingDraft'
  | 'viewerInfo'
  | `draft:${string}`
  | `draftTime:${string}`;

export function readStored(key: StoredKey): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: StoredKey, value: string | null): void {
  try {
    if (value === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // The page works without; it only forgets.
  }
}

/** Calls back when another tab has changed the key. */
export function watchStored(key: StoredKey, onChange: (value: string | null) => void): () => void {
  const listener = (event: StorageEvent) => {
    if (event.key === key) {
      onChange(event.newValue);
    }
  };
  addEventListener('storage', listener);
  return () => removeEventListener('storage', listener);
}
