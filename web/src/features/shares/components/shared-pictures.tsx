import type { SharedPage } from '@/api/router';
import { ListEnd } from '@/components/list-end';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { useCallback } from 'react';
import type { Captioned, useShared } from '../lib/use-shared';
import { areFew } from '../lib/few';
import { SharedGrid } from './shared-grid';
import { SharedHead } from './shared-head';
import { SharedViewer } from './shared-viewer';

interface Props {
  token: string;
  head: SharedPage;
  shared: ReturnType<typeof useShared>;
  /** The picture that is seen large. */
  pictureId: string | undefined;
  onOpen: (id: string) => void;
  onStep: (id: string) => void;
  onClose: () => void;
}

/** The pictures of a link that is open. */
export function SharedPictures({ token, head, shared, pictureId, onOpen, onStep, onClose }: Props) {
  const { query, images, refresh } = shared;
  const count = head.imageCount;
  const caption = useCallback<Captioned>(
    (image, at) => image.recipe?.prompt ?? t('shares:pictureOf', { number: at + 1, count }),
    [count],
  );
  return (
    <>
      <SharedHead page={head} isFew={areFew(images.length)} />
      {images.length === 0 ? (
        <Empty icon="pictures" title={t('shares:empty')}>
          {t('shares:emptyNote')}
        </Empty>
      ) : (
        <SharedGrid
          token={token}
          images={images}
          caption={caption}
          onOpen={onOpen}
          onBroken={refresh}
        />
      )}
      {query.hasNextPage && <ListEnd query={query} />}
      {pictureId !== undefined && (
        <SharedViewer
          images={images}
          pictureId={pictureId}
          count={count}
          caption={caption}
          onStep={onStep}
          onClose={onClose}
          onNearEnd={query.hasNextPage ? query.fetchNextPage : null}
          onBroken={refresh}
        />
      )}
    </>
  );
}
