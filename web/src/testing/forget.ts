import { unmark } from '@/features/viewer/lib/compare-mark';
import { forgetDismissed } from '@/features/generate/lib/dismissed-engines';
import { forgetGalleries } from '@/features/gallery/lib/follow-changes';
import { forgetRuns } from '@/features/generate/lib/run-store';
import { forgetLadders } from '@/features/ladder/lib/use-ladder';
import { forgetTrainingDraft } from '@/features/training/lib/draft';
import { forgetSent } from '@/features/training/lib/sending';
import { walletStore } from '@/features/session/lib/wallets';
import { forgetMoveIn } from '@/features/move-in/lib/sender';
import { forgetDrafts } from '@/lib/drafts';
import { forgetChanges } from '@/lib/image-changes';
import { moveInRequestStore } from '@/lib/move-in';
import { queryClient } from '@/lib/query-client';
import { selectPerson } from '@/lib/selected-person';
import { signInRequestStore } from '@/lib/session';
import { toastStore } from '@/lib/toasts';

/** Everything that outlives a component, as if the page had just been opened in a new browser. */
export function forgetEverything(): void {
  queryClient.clear();
  forgetRuns();
  forgetChanges();
  forgetGalleries();
  unmark();
  forgetDismissed();
  forgetDrafts();
  forgetLadders();
  forgetTrainingDraft();
  forgetSent();
  forgetMoveIn();
  moveInRequestStore.set(null);
  walletStore.set([]);
  selectPerson(null);
  signInRequestStore.set(null);
  toastStore.set([]);
  localStorage.clear();
}
