import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';

/** Where nobody trains: what can be done instead. */
export function NoTrainer() {
  return (
    <Empty icon="spark" title={t('training:noTrainer')}>
      {t('training:noTrainerNote')}
    </Empty>
  );
}
