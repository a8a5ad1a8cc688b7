import { Icon } from '@/components/ui/icon';
import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import { changeGalleryView, useGalleryView } from '../lib/view-options';

/** How the pictures are laid out, and whether batches lie on piles. */
export function ViewSwitches() {
  const { isSquare, isStacked } = useGalleryView();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        legend={t('gallery:layout')}
        options={[
          {
            value: 'rows',
            label: <Icon name="rows" className="size-4.5" />,
            name: t('gallery:rows'),
          },
          {
            value: 'squares',
            label: <Icon name="squares" className="size-4.5" />,
            name: t('gallery:squares'),
          },
        ]}
        value={isSquare ? 'squares' : 'rows'}
        onChange={(value) => changeGalleryView({ isSquare: value === 'squares' })}
      />
      <Segmented
        legend={t('gallery:grouping')}
        options={[
          { value: 'single', label: t('gallery:single') },
          { value: 'stacked', label: t('gallery:batches') },
        ]}
        value={isStacked ? 'stacked' : 'single'}
        onChange={(value) => changeGalleryView({ isStacked: value === 'stacked' })}
      />
    </div>
  );
}
