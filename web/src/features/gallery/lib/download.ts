import { t } from '@/i18n';
import { ApiError, toApiError } from '@/lib/api-error';
import { showError, showToast } from '@/lib/toasts';

/** The browser saves what the address answers; the page stays. */
function save(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

async function zipUrl(ids: readonly string[]): Promise<string> {
  const response = await fetch('/api/zips', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ids }),
  });
  const answer = (await response.json()) as { url?: string; message?: string };
  if (!response.ok || !answer.url) {
    throw new ApiError({ code: 'UNKNOWN', message: answer.message ?? t('gallery:zipFailed') });
  }
  return answer.url;
}

/** Saves one picture as a file, several as a zip that begins at once. */
export async function downloadPictures(ids: readonly string[]): Promise<void> {
  const [only] = ids;
  if (ids.length === 1 && only) {
    save(`/api/image/${only}/file?recipe=yes`);
    return;
  }
  try {
    save(await zipUrl(ids));
    showToast(t('gallery:zipStarted', { count: ids.length }));
  } catch (error) {
    showError(toApiError(error));
  }
}
