import type { GeneratedImage } from '@/api/router';
import { t } from '@/i18n';
import { changeImages, undoLastChange } from '@/lib/image-changes';
import { useState } from 'react';

interface Place {
  /** Of the batch, by index. */
  images: readonly GeneratedImage[];
  current: GeneratedImage | null;
  onStep: (image: GeneratedImage) => void;
  onClose: () => void;
}

export interface Cull {
  /** The picture that was picked here; null before. */
  winner: GeneratedImage | null;
  /** By its number, from 1. */
  pick: (number: number) => void;
  reject: () => void;
  /** All but the winner. */
  rejectOthers: () => void;
  undo: () => void;
}

/** Picking the best of a batch: the winner gets a heart, what is rejected goes to the trash, and each has a way back. */
export function useCull({ images, current, onStep, onClose }: Place): Cull {
  const [picked, setPicked] = useState<string | null>(null);
  // Undo takes the heart away, and with it the win.
  const winner = images.find((image) => image.id === picked && image.favorite) ?? null;

  const trash = (gone: readonly GeneratedImage[], shown: GeneratedImage | undefined) => {
    const [first] = gone;
    if (shown) {
      onStep(shown);
    } else {
      onClose();
    }
    void changeImages(
      { kind: 'trash', ids: gone.map((image) => image.id) },
      first && shown ? { onUndone: () => onStep(first) } : {},
    );
  };

  return {
    winner,
    pick: (number) => {
      const image = images.find((candidate) => candidate.index === number - 1);
      if (!image) {
        return;
      }
      setPicked(image.id);
      onStep(image);
      const former = winner && winner.id !== image.id ? [winner.id] : [];
      void changeImages(
        [
          { kind: 'favorite', ids: [image.id], favorite: true },
          { kind: 'favorite', ids: former, favorite: false },
        ],
        { says: t('viewer:picked', { number }) },
      );
    },
    reject: () => {
      const at = images.findIndex((image) => image.id === current?.id);
      if (current && at >= 0) {
        trash([current], images[at + 1] ?? images[at - 1]);
      }
    },
    rejectOthers: () => {
      const others = images.filter((image) => image.id !== winner?.id);
      if (winner && others.length > 0) {
        trash(others, winner);
      }
    },
    undo: () => void undoLastChange(),
  };
}
