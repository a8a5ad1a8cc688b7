import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { toApiError } from '@/lib/api-error';
import { useState, type SyntheticEvent } from 'react';
import type { LoraLabels } from '../lib/upload-lora';
import { useImport } from '../lib/use-import';
import { FileDrop } from './file-drop';
import { ImportedNote } from './imported-note';
import { LabelFields } from './label-fields';
import { ProgressBar } from './progress-bar';

interface Props {
  /** Dropped on the page. */
  initialFile: File | null;
  /** Whose it will be, unless changed. */
  personId: number | null;
  onClose: () => void;
  onGenerate: (lora: LoraDetail) => void;
}

const kIgnored = ['ABORTED', 'UNAUTHORIZED'];

export function ImportDialog({ initialFile, personId, onClose, onGenerate }: Props) {
  const [file, setFile] = useState(initialFile);
  const [labels, setLabels] = useState<LoraLabels>({
    name: '',
    trigger: '',
    personId,
    visibility: 'private',
  });
  const upload = useImport();
  const error = upload.error ? toApiError(upload.error) : null;
  const hasPlainError = error?.fields.length === 0 && !kIgnored.includes(error.code);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (file) {
      upload.mutate({ file, labels });
    }
  };

  if (upload.data) {
    return <ImportedNote lora={upload.data} onClose={onClose} onGenerate={onGenerate} />;
  }
  return (
    <Dialog title="Import a LoRA" onClose={onClose} className="flex w-[32rem] flex-col">
      <form className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5" onSubmit={submit}>
        <FileDrop file={file} onFile={setFile} isDisabled={upload.isPending} />
        <LabelFields
          labels={labels}
          onChange={setLabels}
          error={error}
          isDisabled={upload.isPending}
        />
        {hasPlainError && (
          <p role="alert" className="rounded-control bg-danger-soft px-3.5 py-2.5 text-danger">
            {error.message}
          </p>
        )}
        {upload.isPending && <ProgressBar part={upload.progress} />}
        <footer className="flex justify-end gap-2">
          <Button onClick={upload.isPending ? upload.cancel : onClose}>Cancel</Button>
          <Button
            type="submit"
            tone="accent"
            icon="upload"
            isBusy={upload.isPending}
            disabled={!file || upload.isPending}
          >
            Import
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
