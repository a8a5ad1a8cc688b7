import { buttonStyle } from '@/components/ui/button-style';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { usePageTitle } from '@/lib/title';
import { Link } from '@tanstack/react-router';

export function NotFound() {
  usePageTitle(t('shell:notFound'));
  return (
    <Empty
      icon="info"
      level={1}
      title={t('shell:nothingHere')}
      action={
        <Link to="/loras" className={buttonStyle({ tone: 'ink' })}>
          {t('shell:toLoras')}
        </Link>
      }
    >
      {t('shell:nothingHereNote')}
    </Empty>
  );
}
