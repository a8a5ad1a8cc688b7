import type { Share, SharedPage } from '@/api/router';
import { t } from '@/i18n';
import { day } from '@/lib/format';

/** What a link of one's own is called. */
export function shareName({ title, kind, loraName, imageCount }: Share): string {
  if (title) {
    return title;
  }
  if (kind === 'lora') {
    return t('shares:nameLora', { name: loraName });
  }
  return kind === 'batch'
    ? t('shares:nameBatch')
    : t('shares:nameImages', { count: imageCount ?? 0 });
}

/** "until 27 Nov 2026". */
export function untilText({ expiresAt }: Pick<Share, 'expiresAt'>): string {
  return expiresAt ? t('shares:until', { date: day(expiresAt) }) : t('shares:untilEnded');
}

/** What visitors read above the pictures. */
export function sharedTitle(page: SharedPage | undefined): string {
  if (page?.title) {
    return page.title;
  }
  return page?.loraName ? t('shares:madeWith', { name: page.loraName }) : t('shares:defaultTitle');
}
