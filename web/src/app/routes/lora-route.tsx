import { FailureNote } from '@/components/failure-note';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { usePageTitle } from '@/lib/title';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LoraPage } from './lora-page';
import { NotFound } from './not-found';

const route = getRouteApi('/loras/$loraId');

function Loading() {
  return (
    <div aria-busy className="grid grid-cols-[6rem_1fr] gap-4 sm:grid-cols-[10rem_1fr] sm:gap-7">
      <Skeleton className="aspect-square rounded-card" />
      <div className="flex flex-col gap-4">
        <Skeleton className="h-10 w-64 max-w-full" />
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-10 w-36" />
      </div>
    </div>
  );
}

export function LoraRoute() {
  const { loraId } = route.useParams();
  const {
    data: lora,
    error,
    refetch,
  } = useQuery(api.loras.byId.queryOptions({ id: loraId }, { meta: { showsErrors: true } }));
  usePageTitle(lora?.name ?? t('shell:lora'));
  if (lora) {
    return <LoraPage key={lora.id} lora={lora} />;
  }
  if (!error) {
    return <Loading />;
  }
  return ['NOT_FOUND', 'BAD_REQUEST'].includes(toApiError(error).code) ? (
    <NotFound />
  ) : (
    <FailureNote title={t('loras:oneFailed')} error={error} onRetry={() => void refetch()} />
  );
}
