import { Icon } from '@/components/ui/icon';
import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import { useStore } from '@/lib/store';
import { chooseContrast, contrastStore } from '@/lib/theme';

export function ContrastPicker() {
  return (
    <Segmented
      legend={t('settings:contrast')}
      isLegendShown
      options={[
        {
          value: 'system' as const,
          label: (
            <>
              <Icon name="system" className="size-4" /> {t('settings:systemContrast')}
            </>
          ),
        },
        { value: 'normal' as const, label: t('settings:normalContrast') },
        {
          value: 'more' as const,
          label: (
            <>
              <Icon name="contrast" className="size-4" /> {t('settings:moreContrast')}
            </>
          ),
        },
      ]}
      value={useStore(contrastStore)}
      onChange={chooseContrast}
    />
  );
}
