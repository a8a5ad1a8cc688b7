import { Icon, type IconName } from '@/components/ui/icon';
import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import { useStore } from '@/lib/store';
import { chooseTheme, themeStore, type Theme } from '@/lib/theme';

const icons: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };
const themes = Object.keys(icons) as Theme[];

export function ThemePicker() {
  return (
    <Segmented
      legend={t('settings:theme')}
      isLegendShown
      options={themes.map((value) => ({
        value,
        label: (
          <>
            <Icon name={icons[value]} className="size-4" /> {t(`settings:${value}`)}
          </>
        ),
      }))}
      value={useStore(themeStore)}
      onChange={chooseTheme}
    />
  );
}
