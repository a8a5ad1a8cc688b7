import { Icon } from '@/components/ui/icon';
import { Segmented } from '@/components/ui/segmented';
import { useStore } from '@/lib/store';
import { chooseTheme, themeStore } from '@/lib/theme';

const options = [
  {
    value: 'system' as const,
    label: (
      <>
        <Icon name="system" className="size-4" /> System
      </>
    ),
  },
  {
    value: 'light' as const,
    label: (
      <>
        <Icon name="sun" className="size-4" /> Light
      </>
    ),
  },
  {
    value: 'dark' as const,
    label: (
      <>
        <Icon name="moon" className="size-4" /> Dark
      </>
    ),
  },
];

export function ThemePicker() {
  return (
    <Segmented
      legend="Theme"
      options={options}
      value={useStore(themeStore)}
      onChange={chooseTheme}
    />
  );
}
