import type { LoraDetail } from '@/api/router';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { isOnlyKnown, unusableReason } from '../lib/lora-text';
import { LoraFacts } from './lora-facts';
import { TrainingTags } from './training-tags';

interface Props {
  lora: LoraDetail;
}

/** Why no pictures can be made with it now. */
export function UnusableNote({ lora }: Props) {
  const reason = unusableReason(lora);
  return reason ? (
    <p className={cx('text-small', reason.tone === 'danger' ? 'text-danger' : 'text-muted')}>
      {reason.long}
    </p>
  ) : null;
}

/** What was read from its file, where there is one. */
export function AboutLora({ lora }: Props) {
  return isOnlyKnown(lora) ? null : (
    <details className="group rounded-card open:border open:border-line open:bg-surface open:pb-4">
      <summary className="flex touch-target w-fit items-center gap-2 rounded-control py-1.5 text-small font-semibold text-muted group-open:w-auto group-open:px-4 group-open:py-2.5 hover:text-ink">
        <span className="flex-1">{t('loras:about')}</span>
        <Icon name="chevron" className="size-4.5 transition-transform group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-2">
        <LoraFacts lora={lora} />
        <TrainingTags details={lora.details} />
      </div>
    </details>
  );
}
