import { IconButton } from '@/components/ui/button';
import { t } from '@/i18n';
import { useStore } from '@/lib/store';
import { chooseTheme, themeStore } from '@/lib/theme';
import { useMedia } from '@/lib/use-media';

export function ThemeSwitch() {
  const theme = useStore(themeStore);
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  const isDark = theme === 'dark' || (theme === 'system' && isSystemDark);
  return (
    <IconButton
      label={isDark ? t('shell:lightTheme') : t('shell:darkTheme')}
      icon={isDark ? 'sun' : 'moon'}
      className="max-lg:hidden"
      onClick={() => chooseTheme(isDark ? 'light' : 'dark')}
    />
  );
}
