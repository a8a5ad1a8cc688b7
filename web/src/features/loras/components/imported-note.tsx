import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { unusableReason } from '../lib/lora-text';
import { LoraFacts } from './lora-facts';
import { TrainingTags } from './training-tags';
import { Warnings } from './warnings';

interface Props {
  lora: LoraDetail;
  onClose: () => void;
  onGenerate: (lora: LoraDetail) => void;
}

/** What was read from a file that has just come in. */
export function ImportedNote({ lora, onClose, onGenerate }: Props) {
  const reason = unusableReason(lora);
  return (
    <Dialog
      title={t('loras:isHere', { name: lora.name })}
      onClose={onClose}
      className="flex w-[32rem] flex-col"
    >
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
        <LoraFacts lora={lora} />
        <TrainingTags details={lora.details} />
        <Warnings sentences={[...(reason ? [reason.long] : []), ...lora.warnings]} />
        <footer className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('common:close')}</Button>
          <Button
            tone="accent"
            icon="spark"
            disabled={!lora.canGenerate}
            onClick={() => onGenerate(lora)}
          >
            {t('loras:generateWithIt')}
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}
