import type { GeneratedImage } from '@/api/router';
import { Button } from '@/components/ui/button';
import { count } from '@/lib/format';
import { useMedia } from '@/lib/use-media';
import { useRef } from 'react';
import { justifiedRows } from '../lib/justified-rows';
import { useSequence } from '../lib/sequences';
import { useSettledItems } from '../lib/use-settled-items';
import { useWidth } from '../lib/use-width';
import { PictureRow } from './picture-row';

interface Props {
  label: string;
  images: readonly GeneratedImage[];
  loadMore: (() => void) | null;
  onOpen: (image: GeneratedImage) => void;
}

const kGap = 6;
const kNarrowGap = 3;

/** Pictures in rows that fill the width, in their own shapes. Their room is known before any of them has come. */
export function PictureGrid({ label, images, loadMore, onOpen }: Props) {
  const top = useRef<HTMLDivElement>(null);
  const { ref, width } = useWidth();
  const isNarrow = useMedia('(width < 40rem)');
  const { items, waiting, showAll } = useSettledItems(images, top);
  const markOpened = useSequence({ images, loadMore });
  const gap = isNarrow ? kNarrowGap : kGap;
  const targetHeight = isNarrow ? 190 : 270;
  const rows =
    width > 0
      ? justifiedRows(
          items.map((image) => image.width / image.height),
          { width, gap, targetHeight },
        )
      : [];

  const open = (image: GeneratedImage) => {
    markOpened();
    onOpen(image);
  };

  return (
    <div ref={ref} className="relative min-h-40">
      <div ref={top} />
      {waiting > 0 && (
        <Button
          tone="ink"
          size="small"
          className="fixed top-18 left-1/2 z-20 -translate-x-1/2 rise rounded-full shadow-large"
          onClick={() => {
            showAll();
            top.current?.scrollIntoView({ block: 'center', behavior: 'smooth' });
          }}
        >
          {count(waiting, 'new picture')}
        </Button>
      )}
      <div role="list" aria-label={label} className="flex flex-col" style={{ gap }}>
        {rows.map((row, at) => (
          <PictureRow
            key={items[row.from]?.id}
            images={items.slice(row.from, row.to)}
            height={row.height}
            gap={gap}
            isUrgent={at < 2}
            onOpen={open}
          />
        ))}
      </div>
    </div>
  );
}
