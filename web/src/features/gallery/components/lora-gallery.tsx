import type { LoraDetail } from '@/api/router';
import { FailureNote } from '@/components/failure-note';
import { ListEnd } from '@/components/list-end';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { useCallback } from 'react';
import { useLoraPictures, useOwnPictures } from '../lib/use-pictures';
import { Gallery, type GalleryPlace } from './gallery';
import { GallerySkeleton } from './gallery-skeleton';
import { ViewSwitches } from './view-switches';

interface Props extends GalleryPlace {
  lora: LoraDetail;
  onGenerate: () => void;
}

const plain = { isTrash: false, isOld: false };

/** All that was made with a LoRA: with everything one can do with one's own where all of it is, else to look at. */
export function LoraGallery(props: Props) {
  const { lora, onGenerate } = props;
  const { query, index, total } = useLoraPictures(lora.id);
  const own = useOwnPictures({ loraTrainingId: lora.id }, total !== undefined && total > 0);
  const isOwn = own.index !== null && own.index.size > 0 && own.index.size === total;
  const { fetchNextPage } = query;
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const label = t('gallery:madeWith', { name: lora.name });

  const body = () => {
    if (query.isPending) {
      return <GallerySkeleton />;
    }
    if (!index) {
      return (
        <FailureNote
          title={t('gallery:failed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      );
    }
    if (index.size === 0) {
      return (
        <Empty
          icon="pictures"
          title={t('gallery:none')}
          action={
            lora.canGenerate && (
              <Button tone="accent" icon="spark" onClick={onGenerate}>
                {t('gallery:makeFirst')}
              </Button>
            )
          }
        >
          {t('gallery:noneWith', { name: lora.name })}
        </Empty>
      );
    }
    const end =
      index.size > 8 &&
      t('gallery:end', { count: own.index && isOwn ? own.index.size : index.size });
    return own.index && isOwn ? (
      <Gallery
        {...props}
        key="own"
        label={label}
        index={own.index}
        loadMore={null}
        isOwn
        {...plain}
      >
        <p className="py-8 text-center text-small text-muted">{end}</p>
      </Gallery>
    ) : (
      <Gallery
        {...props}
        key="all"
        label={label}
        index={index}
        isOwn={false}
        {...plain}
        loadMore={query.hasNextPage ? loadMore : null}
      >
        <ListEnd query={query}>{end}</ListEnd>
      </Gallery>
    );
  };
  return (
    <section aria-labelledby="gallery" className="flex flex-col gap-4">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <h2 id="gallery" className="flex items-baseline gap-2.5 text-title">
          {t('gallery:gallery')}
          {total !== undefined && total > 0 && (
            <span className="text-small font-medium tracking-normal text-muted">
              {t('common:pictures', { count: total })}
            </span>
          )}
        </h2>
        {total !== undefined && total > 0 && <ViewSwitches />}
      </header>
      {body()}
    </section>
  );
}
