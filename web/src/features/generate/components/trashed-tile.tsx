import type { GeneratedImage } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { changeImages } from '@/lib/image-changes';

/** The place of a picture that its owner has moved to the trash, with the way back. */
export function TrashedTile({ image }: { image: GeneratedImage }) {
  return (
    <div className="flex size-full flex-col items-center justify-center gap-2 bg-sunken p-3 text-center text-small text-muted ring-1 ring-line ring-inset">
      <Icon name="trash" />
      {t('generate:inTrash', { at: image.index + 1 })}
      <Button
        size="small"
        icon="undo"
        onClick={() => void changeImages({ kind: 'restore', ids: [image.id] })}
      >
        {t('generate:takeBack')}
      </Button>
    </div>
  );
}
