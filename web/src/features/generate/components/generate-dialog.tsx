import type { GeneratedImage } from '@/api/router';
import { FailureNote } from '@/components/failure-note';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { useKeyboardInset } from '@/lib/keyboard-inset';
import { useLiveServerInfo } from '@/lib/server-info';
import { useQuery } from '@tanstack/react-query';
import { GenerateForm } from './generate-form';
import { ResultsPane } from './results-pane';

interface Props {
  loraId: string;
  onClose: () => void;
  onOpen: (image: GeneratedImage) => void;
  onGallery: (loraId: string) => void;
}

/**
 * The form beside its results; on phones one above the other, from the window's lower edge. Closing it neither cancels nor
 * clears anything.
 */
export function GenerateDialog({ loraId, onClose, onOpen, onGallery }: Props) {
  const { data: lora, error, refetch } = useQuery(api.loras.byId.queryOptions({ id: loraId }));
  const info = useLiveServerInfo();
  useKeyboardInset();
  return (
    <Dialog
      title={lora ? t('loras:generateWith', { name: lora.name }) : t('generate:form')}
      onClose={onClose}
      className="flex flex-col max-sm:h-[calc(94dvh-var(--keyboard))] sm:h-[min(54rem,92dvh)] sm:w-[min(66rem,96vw)]"
      actions={
        lora && (
          <Button tone="quiet" size="small" icon="pictures" onClick={() => onGallery(lora.id)}>
            <span className="max-sm:sr-only">{t('generate:gallery')}</span>
          </Button>
        )
      }
    >
      {lora && info ? (
        <div className="flex min-h-0 flex-1 flex-col overflow-y-auto md:grid md:grid-cols-[21rem_1fr] md:overflow-hidden lg:grid-cols-[25rem_1fr]">
          <div className="shrink-0 border-line md:min-h-0 md:overflow-y-auto md:border-r">
            <GenerateForm lora={lora} info={info} takesFocus />
          </div>
          <div className="bg-page md:[container-type:size] md:min-h-0 md:overflow-y-auto">
            <ResultsPane lora={lora} info={info} onOpen={onOpen} />
          </div>
        </div>
      ) : error ? (
        <FailureNote title={t('loras:oneFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy className="flex flex-col gap-5 p-5 md:w-[25rem]">
          <Skeleton className="h-32" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      )}
    </Dialog>
  );
}
