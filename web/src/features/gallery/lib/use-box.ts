import { useCallback, useEffect, useState } from 'react';

interface Box {
  ref: (element: HTMLElement | null) => void;
  element: HTMLElement | null;
  /** 0 until it is known. */
  width: number;
}

/** An element and its width, followed as it changes. */
export function useBox(): Box {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(() =>
      setWidth(Math.floor(element.getBoundingClientRect().width)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  const ref = useCallback((next: HTMLElement | null) => {
    setElement(next);
    setWidth(next ? Math.floor(next.getBoundingClientRect().width) : 0);
  }, []);
  return { ref, element, width };
}
