import { showToast } from './toasts';

/** Copies and says so. Browsers refuse it on addresses that are not secure. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(`${what} copied`);
  } catch {
    showToast(`The browser did not allow copying. Select the text and copy it by hand.`, {
      tone: 'error',
    });
  }
}
