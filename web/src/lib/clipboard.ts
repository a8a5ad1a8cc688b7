import { t } from '@/i18n';
import { showToast } from './toasts';

/** Copies and says so. Browsers refuse it on addresses that are not secure. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(t('common:copied', { what }));
  } catch {
    showToast(t('errors:notCopied'), { tone: 'error' });
  }
}
