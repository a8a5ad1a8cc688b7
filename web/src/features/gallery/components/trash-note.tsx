import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { useState } from 'react';
import { emptyTrash } from '../lib/library-actions';
import { idsBetween, type PictureIndex } from '../lib/picture-index';

/** What the trash is, and the way to empty it. */
export function TrashNote({ index }: { index: PictureIndex }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Banner
      icon="trash"
      className="rounded-card"
      action={
        index.size > 0 && (
          <Button size="small" onClick={() => setIsAsking(true)}>
            {t('gallery:emptyTrash')}
          </Button>
        )
      }
    >
      {t('gallery:kept30Days')}
      {isAsking && (
        <ConfirmDialog
          title={t('gallery:emptyTrashTitle')}
          action={t('gallery:emptyTrash')}
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            void emptyTrash(idsBetween(index, 0, index.size - 1));
          }}
        >
          {t('gallery:removeNote')}
        </ConfirmDialog>
      )}
    </Banner>
  );
}
