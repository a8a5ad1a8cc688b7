import { IconButton } from '@/components/ui/button';
import { useStore } from '@/lib/store';
import { chooseTheme, themeStore } from '@/lib/theme';
import { useMedia } from '@/lib/use-media';

export function ThemeSwitch() {
  const theme = useStore(themeStore);
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  const isDark = theme === 'dark' || (theme === 'system' && isSystemDark);
  return (
    <IconButton
      label={isDark ? 'Light theme' : 'Dark theme'}
      icon={isDark ? 'sun' : 'moon'}
      className="max-[22rem]:hidden"
      onClick={() => chooseTheme(isDark ? 'light' : 'dark')}
    />
  );
}
