import type { ImageDetail } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { ModalFrame } from '@/components/ui/dialog';
import { Empty } from '@/components/ui/empty';
import { Spinner } from '@/components/ui/spinner';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { useKeys } from '@/lib/keys';
import { useQueries } from '@tanstack/react-query';
import { useCompare } from '../lib/use-compare';
import { useZoom } from '../lib/use-zoom';
import { compareKeys } from '../lib/compare-keys';
import { CompareControls } from './compare-controls';
import { CompareFacts } from './compare-facts';
import { CompareStage } from './compare-stage';
import { ViewerProblem } from './viewer-problem';

interface Props {
  first: string;
  second: string;
  onSwap: () => void;
  onBroken: () => void;
  onClose: () => void;
}

function queryFor(id: string) {
  return api.images.byId.queryOptions(
    { id },
    { staleTime: 300_000, enabled: id !== '', meta: { showsErrors: true } },
  );
}

/** Two pictures and their recipes, to see what made the difference. */
export function CompareView({ first, second, onSwap, onBroken, onClose }: Props) {
  const queries = useQueries({ queries: [queryFor(first), queryFor(second)] });
  const [one, other] = queries.map((query) => query.data);
  const failed = queries.find((query) => query.error && !query.data);
  const retry = () => queries.forEach((query) => void query.refetch());
  const isTwo = first !== '' && second !== '';

  return (
    <ModalFrame
      label={t('viewer:comparison')}
      onClose={onClose}
      isDark
      keys="compare"
      className="m-0 h-dvh max-h-none w-full max-w-none appear overflow-hidden bg-sunken text-ink"
    >
      <IconButton
        label={t('common:close')}
        icon="close"
        className="absolute top-2 left-2 z-10 size-10 rounded-full bg-page/60 text-ink"
        onClick={onClose}
      />
      {one && other ? (
        <Both first={one} second={other} onSwap={onSwap} onBroken={onBroken} />
      ) : (
        <div className="grid h-full place-items-center">
          {!isTwo && <Empty icon="compare" title={t('viewer:notTwo')} />}
          {isTwo && failed && <ViewerProblem error={failed.error} onRetry={retry} />}
          {isTwo && !failed && <Spinner className="size-8" />}
        </div>
      )}
    </ModalFrame>
  );
}

interface BothProps {
  first: ImageDetail;
  second: ImageDetail;
  onSwap: () => void;
  onBroken: () => void;
}

function Both({ first, second, onSwap, onBroken }: BothProps) {
  const comparing = useCompare();
  const zoom = useZoom(first);
  useKeys('compare', compareKeys({ comparing, zoom, swap: onSwap }));
  const { mode, isFlipped } = comparing;
  const which = t(isFlipped ? 'viewer:second' : 'viewer:first');
  return (
    <div className="flex h-full flex-col lg:flex-row">
      <p role="status" className="sr-only">
        {mode === 'flip' ? t('viewer:shownNow', { which }) : t(`viewer:${mode}`)}
      </p>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:h-[72%] max-lg:flex-none">
        <div className="min-h-0 flex-1 outline-none" data-takes-focus tabIndex={-1}>
          <CompareStage
            first={first}
            second={second}
            comparing={comparing}
            zoom={zoom}
            onBroken={onBroken}
          />
        </div>
        <CompareControls comparing={comparing} zoom={zoom} onSwap={onSwap} />
      </div>
      <aside
        aria-label={t('viewer:settings')}
        className="min-h-0 flex-1 overflow-y-auto bg-page max-lg:border-t max-lg:border-line lg:w-[25rem] lg:flex-none lg:border-l lg:border-line"
      >
        <CompareFacts first={first} second={second} />
      </aside>
    </div>
  );
}
