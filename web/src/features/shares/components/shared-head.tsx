import type { SharedPage } from '@/api/router';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { day, shortAddress } from '@/lib/format';
import { sharedTitle } from '../lib/share-text';

interface Props {
  page: SharedPage;
  /** Over a few pictures, which stand in the middle. */
  isFew: boolean;
}

/** What the pictures are, in a title and a quiet line. */
export function SharedHead({ page, isFew }: Props) {
  const { imageCount, owner, expiresAt, title, loraName } = page;
  return (
    <header className={cx('mb-6 flex flex-col gap-2 sm:mb-9', isFew && 'items-center text-center')}>
      <h1 className="text-display font-bold text-balance break-words">{sharedTitle(page)}</h1>
      <p className={cx('flex flex-wrap gap-x-3 text-muted', isFew && 'justify-center')}>
        <span>{t('common:pictures', { count: imageCount })}</span>
        {title && loraName && <span>{loraName}</span>}
        {owner && <span title={owner}>{t('shares:by', { owner: shortAddress(owner) })}</span>}
        {expiresAt && <span>{t('shares:until', { date: day(expiresAt) })}</span>}
      </p>
    </header>
  );
}
