import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';

interface Props {
  /** Whose LoRAs are looked for; null for anyone's. */
  name: string | null;
  onImport: () => void;
  /** Null where all are shown already. */
  onShowAll: (() => void) | null;
}

/** Where there is no LoRA: how to get one. */
export function NoLoras({ name, onImport, onShowAll }: Props) {
  return (
    <Empty
      icon="layers"
      title={name ? t('loras:noneOf', { name }) : t('loras:noneHere')}
      action={
        <>
          <Button tone="accent" icon="upload" onClick={onImport}>
            {t('loras:import')}
          </Button>
          {onShowAll && <Button onClick={onShowAll}>{t('loras:showAll')}</Button>}
        </>
      }
    >
      {t('loras:noneNote')}
    </Empty>
  );
}
