import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import { useState, type SyntheticEvent } from 'react';
import type { LoraLabels, LoraSource } from '../lib/upload-lora';
import { useImport } from '../lib/use-import';
import { ImportFailure } from './import-failure';
import { ImportedNote } from './imported-note';
import { LabelFields } from './label-fields';
import { ProgressBar } from './progress-bar';
import { SourceFields, type SourceChoice } from './source-fields';

interface Props {
  /** Dropped on the page. */
  initialFile: File | null;
  /** Whose it will be, unless changed. */
  personId: number | null;
  onClose: () => void;
  onGenerate: (lora: LoraDetail) => void;
  /** Shows a LoRA that is here already. */
  onOpen: (loraId: string) => void;
}

const kIgnored = ['ABORTED', 'UNAUTHORIZED'];
/** These say themselves what is wrong with them. */
const kFields = ['url', 'name', 'trigger', 'personId'];

function sourceOf({ from, file, address }: SourceChoice): LoraSource | null {
  if (from === 'file') {
    return file && { file };
  }
  return address.trim() ? { url: address.trim() } : null;
}

export function ImportDialog({ initialFile, personId, onClose, onGenerate, onOpen }: Props) {
  const [choice, setChoice] = useState<SourceChoice>({
    from: 'file',
    file: initialFile,
    address: '',
  });
  const [labels, setLabels] = useState<LoraLabels>({
    name: '',
    trigger: '',
    personId,
    visibility: 'private',
  });
  const upload = useImport();
  const error = upload.error ? toApiError(upload.error) : null;
  const source = sourceOf(choice);
  const isPlain =
    error && !kIgnored.includes(error.code) && !kFields.some((name) => error.fieldMessage(name));

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (source) {
      upload.mutate({ source, labels });
    }
  };

  if (upload.data) {
    return <ImportedNote lora={upload.data} onClose={onClose} onGenerate={onGenerate} />;
  }
  return (
    <Dialog title={t('loras:import')} onClose={onClose} className="flex w-[32rem] flex-col">
      <form noValidate className="flex min-h-0 flex-col" onSubmit={submit}>
        <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
          <SourceFields
            choice={choice}
            error={error?.fieldMessage('url')}
            isDisabled={upload.isPending}
            onChange={(next) => {
              setChoice(next);
              upload.reset();
            }}
          />
          <LabelFields
            labels={labels}
            onChange={setLabels}
            error={error}
            isDisabled={upload.isPending}
          />
        </div>
        <div className="flex shrink-0 flex-col gap-3 border-t border-line px-5 pt-3.5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
          {isPlain && <ImportFailure error={error} onOpen={onOpen} />}
          {upload.isPending && (
            <ProgressBar part={choice.from === 'link' ? null : upload.progress} />
          )}
          <footer className="flex justify-end gap-2">
            <Button onClick={upload.isPending ? upload.cancel : onClose}>
              {t('common:cancel')}
            </Button>
            <Button
              type="submit"
              tone="accent"
              icon="upload"
              isBusy={upload.isPending}
              disabled={!source || upload.isPending}
            >
              {t('loras:importShort')}
            </Button>
          </footer>
        </div>
      </form>
    </Dialog>
  );
}
