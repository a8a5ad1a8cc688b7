import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';

const kAtMostEvery = 30_000;
let last = -Infinity;

/** Signed links run out. When one no longer opens, the lists are asked for again, which brings fresh ones. */
export function refreshLinks(): void {
  const now = performance.now();
  if (now - last < kAtMostEvery) {
    return;
  }
  last = now;
  const filters = [
    api.generate.listByLora.pathFilter(),
    api.images.pathFilter(),
    api.loras.pathFilter(),
  ];
  filters.forEach((filter) => void queryClient.invalidateQueries(filter));
}
