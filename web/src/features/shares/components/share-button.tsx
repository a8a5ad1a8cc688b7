import { Button, IconButton } from '@/components/ui/button';
import { t } from '@/i18n';
import { useState } from 'react';
import { ShareDialog, type Shareable } from './share-dialog';

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
          label={t('shares:share')}
          icon="share"
          className={className}
          onClick={() => setIsOpen(true)}
        />
      ) : (
        <Button icon="share" className={className} onClick={() => setIsOpen(true)}>
          {t('shares:share')}
        </Button>
      )}
      {isOpen && (
        <ShareDialog
          what={what}
          {...(batchId === undefined ? {} : { batchId })}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
