import { useState } from 'react';

export const compareModes = ['slider', 'sliderAcross', 'sides', 'overlay', 'flip'] as const;

type CompareMode = (typeof compareModes)[number];

export interface Comparing {
  mode: CompareMode;
  setMode: (mode: CompareMode) => void;
  nextMode: () => void;
  /** Of the divider or of the opacity, 0 to 100. */
  part: number;
  setPart: (part: number) => void;
  /** Whether the second one is shown where only one is. */
  isFlipped: boolean;
  flip: () => void;
}

/** How two pictures are looked at together. */
export function useCompare(): Comparing {
  const [mode, setMode] = useState<CompareMode>('slider');
  const [part, setPart] = useState(50);
  const [isFlipped, setFlipped] = useState(false);
  const next = compareModes[(compareModes.indexOf(mode) + 1) % compareModes.length] ?? 'slider';
  return {
    mode,
    setMode,
    nextMode: () => setMode(next),
    part,
    setPart: (value) => setPart(Math.min(100, Math.max(0, value))),
    isFlipped,
    flip: () => setFlipped((current) => !current),
  };
}
