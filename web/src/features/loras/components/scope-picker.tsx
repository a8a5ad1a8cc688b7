import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import { useSelectedPerson } from '@/lib/people';
import { useSession } from '@/lib/session';
import type { LoraScope } from '../lib/lora-list';

interface Props {
  scope: LoraScope;
  onChange: (scope: LoraScope) => void;
}

export function ScopePicker({ scope, onChange }: Props) {
  const person = useSelectedPerson();
  const session = useSession();
  if (!session) {
    return null;
  }
  const options = [
    ...(person ? [{ value: 'person' as const, label: fullName(person) }] : []),
    { value: 'mine' as const, label: t('loras:mine') },
    { value: 'all' as const, label: t('loras:all') },
  ];
  return (
    <Segmented legend={t('loras:which')} options={options} value={scope} onChange={onChange} />
  );
}
