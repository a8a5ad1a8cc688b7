import { Banner } from '@/components/ui/banner';
import { t } from '@/i18n';
import { useIsOnline } from '@/lib/use-window-value';

export function OfflineBar() {
  return useIsOnline() ? null : (
    <Banner icon="offline" tone="accent">
      {t('shell:offline')}
    </Banner>
  );
}
