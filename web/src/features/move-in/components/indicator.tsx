import { t } from '@/i18n';
import { isUnderWay, useMoveIn } from '../lib/move-in-state';
import { Bar } from './bar';

/** On every page while pictures come in and the dialog is closed: how far it is, and the way back. */
export function Indicator({ onOpen }: { onOpen: () => void }) {
  const state = useMoveIn();
  const { phase, done, total } = state;
  if (!isUnderWay(state)) {
    return null;
  }
  const text = t(phase === 'paused' ? 'moveIn:indicatorPaused' : 'moveIn:indicator', {
    done,
    total,
  });
  return (
    <button
      type="button"
      className="fixed bottom-20 left-gutter z-30 flex w-56 rise flex-col gap-2 rounded-card border border-line bg-raised px-3.5 py-3 text-left text-small font-semibold shadow-medium hover:bg-sunken sm:bottom-6"
      onClick={onOpen}
    >
      <span className="tabular-nums">{phase === 'looking' ? t('moveIn:looking') : text}</span>
      <Bar done={done} total={phase === 'looking' ? null : total} />
    </button>
  );
}
