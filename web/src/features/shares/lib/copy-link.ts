import type { Share } from '@/api/router';
import { t } from '@/i18n';
import { showToast } from '@/lib/toasts';

function copiedText({ hasPassword, showsRecipe }: Share): string {
  if (hasPassword) {
    return t('shares:copiedLocked');
  }
  return showsRecipe ? t('shares:copiedWithRecipe') : t('shares:copied');
}

/** Copies the link and says what whoever gets it will see. */
export async function copyLink(share: Share): Promise<void> {
  try {
    await navigator.clipboard.writeText(share.url);
    showToast(copiedText(share));
  } catch {
    showToast(t('shares:notCopied'), { tone: 'error' });
  }
}
