import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { useState } from 'react';
import { ShareDialog, type Shareable } from './share-dialog';

interface Props {
  what: Shareable;
  /** The batch of a picture, which may be shared instead. */
  batchId?: string;
  className?: string;
}

/** Opens the dialog that makes a link. */
export function ShareButton({ what, batchId, className }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon="share" className={className} onClick={() => setIsOpen(true)}>
        {t('shares:share')}
      </Button>
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
