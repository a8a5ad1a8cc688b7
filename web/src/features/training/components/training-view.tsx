import type { Training } from '@/api/router';
import { t } from '@/i18n';
import { elapsed, number } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { dollars, isOpen, phaseText } from '../lib/training-text';
import { TrainingActions } from './training-actions';
import { TrainingPhotos } from './training-photos';

interface Props {
  training: Training;
  onGenerate: () => void;
  onTryAgain: () => void;
}

function Clock({ since }: { since: string }) {
  const now = useNow(1000);
  return (
    <span className="text-muted tabular-nums" aria-hidden>
      {elapsed(now - new Date(since).getTime())}
    </span>
  );
}

/** A bar where the trainer tells its steps, else a light that says that something happens. */
function Bar({ training }: { training: Training }) {
  const { stepsDone, steps } = training;
  const percent = Math.round((100 * stepsDone) / steps);
  const isKnown = stepsDone > 0;
  return (
    <div
      role="progressbar"
      aria-label={t('training:progress')}
      aria-valuenow={isKnown ? percent : undefined}
      className={`h-2.5 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset ${isKnown ? '' : 'shimmer'}`}
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-700"
        style={{ width: `${isKnown ? percent : 0}%` }}
      />
    </div>
  );
}

/** One training: how far it is, what it is made from, and what can be done. */
export function TrainingView({ training, onGenerate, onTryAgain }: Props) {
  const { state, failure, createdAt, steps, trigger, isStyle, priceUsd } = training;
  const open = isOpen(state);
  return (
    <div className="flex flex-col gap-8">
      <section className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5 shadow-small">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <p role="status" className="text-lead font-bold">
            {phaseText(training)}
          </p>
          {open && <Clock since={createdAt} />}
        </div>
        {open && <Bar training={training} />}
        {failure && (
          <p role="alert" className="rounded-control bg-danger-soft px-3.5 py-2.5 text-danger">
            {failure.message}
          </p>
        )}
        {open && <p className="text-pretty text-muted">{t('training:needNotStay')}</p>}
        <TrainingActions training={training} onGenerate={onGenerate} onTryAgain={onTryAgain} />
      </section>
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {[
          [t('loras:trigger'), trigger],
          [t('training:whatItLearns'), isStyle ? t('training:style') : t('training:subject')],
          [t('training:steps'), number(steps)],
          [t('training:price'), t('training:aboutPrice', { price: dollars(priceUsd) })],
        ].map(([term, value]) => (
          <div key={term}>
            <dt className="text-small text-muted">{term}</dt>
            <dd className="font-semibold break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <TrainingPhotos training={training} />
    </div>
  );
}
