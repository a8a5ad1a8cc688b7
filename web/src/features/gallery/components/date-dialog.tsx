import { Dialog } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { cardOf } from '../lib/cards';
import type { Grid } from '../lib/grid-boxes';
import { monthName } from '../lib/months';

interface Props {
  grid: Grid;
  onGo: (card: number) => void;
  onClose: () => void;
}

/** The months that have pictures, to go to one. */
export function DateDialog({ grid, onGo, onClose }: Props) {
  return (
    <Dialog title={t('gallery:goToDate')} onClose={onClose} className="w-[26rem]">
      <ul className="max-h-[60dvh] overflow-y-auto p-2">
        {grid.index.months.map(({ name, from, count }, at) => (
          <li key={name}>
            <button
              type="button"
              data-takes-focus={at === 0 ? '' : undefined}
              className="flex touch-target w-full items-center justify-between rounded-control px-3 py-2 text-left hover:bg-sunken focus-visible:outline-offset-[-2px]"
              onClick={() => {
                onClose();
                // The dialog gives the focus back first.
                setTimeout(() => onGo(cardOf(grid.cards, from)));
              }}
            >
              <span className="font-semibold">{monthName(name)}</span>
              <span className="text-small text-muted">{t('common:pictures', { count })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
