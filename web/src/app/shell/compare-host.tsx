import { CompareView } from '@/features/viewer/components/compare-view';
import { refreshLinks } from '@/features/gallery/lib/refresh-links';
import { useOverlays } from '../overlays';

/** The comparison of two pictures, tied to the page's address: "id,id". */
export function CompareHost({ ids }: { ids: string }) {
  const { openCompare, close } = useOverlays();
  const [first = '', second = ''] = ids.split(',');
  return (
    <CompareView
      key={[first, second].sort().join()}
      first={first}
      second={second}
      onSwap={() => openCompare(second, first, true)}
      onBroken={refreshLinks}
      onClose={() => close('compare')}
    />
  );
}
