import { CullProblem } from '@/features/viewer/components/cull-problem';
import { useBatchImages } from '@/features/viewer/lib/use-batch-images';
import { ViewerHost } from './viewer-host';

interface Props {
  batchId: string;
  /** The picture that is looked at; null at first. */
  imageId: string | null;
  onClose: () => void;
}

/** The viewer over one batch, to pick its best picture. */
export function CullHost({ batchId, imageId, onClose }: Props) {
  const batch = useBatchImages(batchId, true);
  const shown = batch.images.find((image) => image.id === imageId) ?? batch.images[0];
  if (shown) {
    return <ViewerHost imageId={shown.id} isCulling />;
  }
  return batch.isPending ? null : (
    <CullProblem error={batch.error} onRetry={batch.retry} onClose={onClose} />
  );
}
