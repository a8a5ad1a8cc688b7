import { Switch } from '@/components/ui/switch';
import { t } from '@/i18n';
import { useSingleKeys } from '@/lib/keys';

/** In the settings. */
export function SingleKeysSwitch() {
  const [isOn, setIsOn] = useSingleKeys();
  return (
    <Switch label={t('keys:single')} hint={t('keys:singleHint')} isOn={isOn} onChange={setIsOn} />
  );
}
