import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { Link } from '@tanstack/react-router';
import { places } from './places';

/** The main navigation on phones, where thumbs are. */
export function TabBar() {
  return (
    <nav
      aria-label={t('shell:mainBottom')}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-3 border-t border-line bg-page/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md sm:hidden"
    >
      {places().map(({ to, name, icon }) => (
        <Link
          key={to}
          to={to}
          className="flex h-14 flex-col items-center justify-center gap-0.5 text-tiny font-semibold text-muted focus-visible:outline-offset-[-3px] aria-[current=page]:text-ink"
        >
          {({ isActive }) => (
            <>
              <span
                className={isActive ? 'rounded-full bg-accent-soft px-4 py-0.5' : 'px-4 py-0.5'}
              >
                <Icon name={icon} />
              </span>
              {name}
            </>
          )}
        </Link>
      ))}
    </nav>
  );
}
