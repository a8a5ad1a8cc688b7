import { Button, IconButton } from '@/components/ui/button';
import { t } from '@/i18n';
import { lazyPart } from '@/lib/lazy-part';
import { Suspense, useState } from 'react';
import type { Shareable } from './share-dialog';

const ShareDialog = lazyPart(async () => (await import('./share-dialog')).ShareDialog);

interface Props {
  what: Shareable;
  /** The batch of a picture, which may be shared instead. */
  batchId?: string;
  /** Only its picture, where there is little room. */
  isSmall?: boolean;
  className?: string;
}

/** Opens the dialog that makes a link. */
export function ShareButton({ what, batchId, isSmall = false, className }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      {isSmall ? (
        <IconButton
          label={t('common:share')}
          icon="share"
          className={className}
          onClick={() => setIsOpen(true)}
        />
      ) : (
        <Button icon="share" className={className} onClick={() => setIsOpen(true)}>
          {t('common:share')}
        </Button>
      )}
      <Suspense fallback={null}>
        {isOpen && (
          <ShareDialog
            what={what}
            {...(batchId === undefined ? {} : { batchId })}
            onClose={() => setIsOpen(false)}
          />
        )}
      </Suspense>
    </>
  );
}
