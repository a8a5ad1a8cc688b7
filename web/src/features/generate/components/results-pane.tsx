import type { GeneratedImage, LoraDetail, ServerInfo } from '@/api/router';
import { PaperCover } from '@/components/paper-cover';
import { Picture } from '@/components/picture';
import { t } from '@/i18n';
import { useMedia } from '@/lib/use-media';
import { useEffect, useRef } from 'react';
import { useRunsOf } from '../lib/run-store';
import { RunList } from './run-list';

interface Props {
  lora: LoraDetail;
  info: ServerInfo;
  onOpen: (image: GeneratedImage) => void;
}

function Nothing({ lora }: { lora: LoraDetail }) {
  return (
    <div className="hidden h-full flex-col items-center justify-center gap-5 p-8 text-center md:flex">
      <div className="size-56 overflow-hidden rounded-card shadow-small">
        {lora.coverImage ? (
          <Picture source={lora.coverImage} alt={lora.coverImage.alt} sizes="224px" />
        ) : (
          <PaperCover name={lora.name} />
        )}
      </div>
      <p className="max-w-xs text-pretty text-muted">{t('generate:appearHere')}</p>
    </div>
  );
}

export function ResultsPane({ lora, info, onOpen }: Props) {
  const runs = useRunsOf(lora.id);
  const pane = useRef<HTMLDivElement>(null);
  const isStacked = useMedia('(width < 48rem)');
  const newest = runs[0]?.batch.id;
  const seen = useRef(newest);

  // On phones the results lie below the form: a new batch brings them into view.
  useEffect(() => {
    if (newest && newest !== seen.current && isStacked) {
      pane.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    }
    seen.current = newest;
  }, [newest, isStacked]);

  return (
    <div ref={pane} className="h-full scroll-mt-0">
      {runs.length > 0 ? (
        <div className="p-5">
          <RunList runs={runs} lora={lora} info={info} onOpen={onOpen} />
        </div>
      ) : (
        <Nothing lora={lora} />
      )}
    </div>
  );
}
