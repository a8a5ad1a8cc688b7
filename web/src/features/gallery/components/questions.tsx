import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { useStore } from '@/lib/store';
import { questionStore } from '../lib/asked';
import { removePictures } from '../lib/library-actions';
import { TagDialog } from './tag-dialog';

/** What a key or a button asked to be asked. */
export function Questions() {
  const question = useStore(questionStore);
  const close = () => questionStore.set(null);
  if (!question) {
    return null;
  }
  const { kind, ids } = question;
  if (kind === 'tag') {
    return <TagDialog ids={ids} onClose={close} />;
  }
  return (
    <ConfirmDialog
      title={t('gallery:removeTitle', { count: ids.length })}
      action={t('gallery:removeForGood')}
      onClose={close}
      onConfirm={() => {
        close();
        void removePictures(ids);
      }}
    >
      {t('gallery:removeNote')}
    </ConfirmDialog>
  );
}
