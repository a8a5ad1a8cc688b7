import type { AppRouter, GeneratedImage, GenerationBatch, ListImagesInput } from '@/api/router';
import type { InfiniteData, QueryKey } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { api } from './api';
import { queryClient } from './query-client';

type Pages = InfiniteData<
  | inferRouterOutputs<AppRouter>['generate']['listByLora']
  | inferRouterOutputs<AppRouter>['images']['list']
>;

function inputOf(key: QueryKey): ListImagesInput {
  const options = key[1] as { input?: ListImagesInput } | undefined;
  return options?.input ?? {};
}

function shows(input: ListImagesInput, image: GeneratedImage, batch: GenerationBatch): boolean {
  const { loraTrainingId, personId, batchId } = input;
  return (
    (loraTrainingId ?? image.loraTrainingId) === image.loraTrainingId &&
    (personId ?? batch.personId) === batch.personId &&
    (batchId ?? image.batchId) === image.batchId
  );
}

function withImageOnTop(data: Pages, image: GeneratedImage): Pages {
  const [first, ...rest] = data.pages;
  if (!first || data.pages.some((page) => page.items.some((item) => item.id === image.id))) {
    return data;
  }
  const grown = { ...first, items: [image, ...first.items] };
  const counted = 'total' in grown ? { ...grown, total: grown.total + 1 } : grown;
  return { ...data, pages: [counted, ...rest] };
}

interface Made {
  image: GeneratedImage;
  batch: GenerationBatch;
}

// Other tabs of this browser hear of it at once. Where there is no channel they find out when they ask again.
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('likeness-made') : null;
channel?.addEventListener('message', ({ data }: MessageEvent<Made>) => show(data));

/** Puts an image that was just made on top of every gallery, already loaded, that it belongs to; in other tabs too. */
export function addToGalleries(image: GeneratedImage, batch: GenerationBatch): void {
  const made = { image, batch };
  show(made);
  channel?.postMessage(made);
}

function show({ image, batch }: Made): void {
  const galleries = [api.generate.listByLora.pathKey(), api.images.list.pathKey()];
  for (const queryKey of galleries) {
    queryClient.setQueriesData<Pages>(
      { queryKey, predicate: (query) => shows(inputOf(query.queryKey), image, batch) },
      (data) => data && withImageOnTop(data, image),
    );
  }
  askForIndexes();
}

const kTogether = 300;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The compact lists cannot be added to; they are asked for again, once for pictures that come together. */
function askForIndexes(): void {
  clearTimeout(timer);
  timer = setTimeout(
    () => void queryClient.invalidateQueries(api.images.index.pathFilter()),
    kTogether,
  );
}
