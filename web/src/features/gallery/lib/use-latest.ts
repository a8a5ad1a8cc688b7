import { useLayoutEffect, useRef, type RefObject } from 'react';

/** A box that stays the same, so that what it is given to is not drawn anew, with the latest value for events to come. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
