import { Banner } from '@/components/ui/banner';
import { useIsOnline } from '@/lib/use-window-value';

export function OfflineBar() {
  return useIsOnline() ? null : (
    <Banner icon="offline" tone="accent">
      You are offline. What is shown stays, your drafts are kept, and batches under way go on
      without you.
    </Banner>
  );
}
