import { openCull } from '@/lib/cull';
import { picturesOf } from './picture-details';
import { idsBetween, positionOf, type PictureIndex } from './picture-index';

/** Whether all of these are of one batch, which has several pictures. */
export function isOneBatch(index: PictureIndex, ids: readonly string[]): boolean {
  const { batches, size } = index;
  const position = positionOf(index, ids[0] ?? '');
  if (position < 0) {
    return false;
  }
  const isOfBatch = (other: number) => batches[other] === batches[position];
  let from = position;
  let to = position;
  while (from > 0 && isOfBatch(from - 1)) {
    from -= 1;
  }
  while (to < size - 1 && isOfBatch(to + 1)) {
    to += 1;
  }
  const whole = new Set(idsBetween(index, from, to));
  return whole.size > 1 && ids.length <= whole.size && ids.every((id) => whole.has(id));
}

/** Opens the batch of these pictures to pick the best of it. */
export async function pickBest([id = '']: readonly string[]): Promise<void> {
  const [image] = await picturesOf([id]);
  if (image) {
    openCull(image.batchId);
  }
}
