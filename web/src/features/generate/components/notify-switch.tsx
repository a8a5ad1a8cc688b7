import { Switch } from '@/components/ui/switch';
import { t } from '@/i18n';
import { setNotifications, useNotifications } from '../lib/notifications';

/** In the settings. */
export function NotifySwitch() {
  const isOn = useNotifications();
  return isOn === null ? (
    <p className="text-muted">{t('generate:notifyImpossible')}</p>
  ) : (
    <Switch
      label={t('generate:notify')}
      hint={t('generate:notifyHint')}
      isOn={isOn}
      onChange={(next) => void setNotifications(next)}
    />
  );
}
