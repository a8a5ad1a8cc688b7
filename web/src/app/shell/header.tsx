import { Logo } from '@/components/logo';
import { IconButton } from '@/components/ui/button';
import { RunsMenu } from '@/features/generate/components/runs-menu';
import { PersonMenu } from '@/features/people/components/person-menu';
import { AccountMenu } from '@/features/session/components/account-menu';
import { t } from '@/i18n';
import { useSession } from '@/lib/session';
import { Link, useNavigate } from '@tanstack/react-router';
import { openPalette } from '../keys/keys-host';
import { useOverlays } from '../overlays';
import { CreateButton } from './create-button';
import { places } from './places';
import { ThemeSwitch } from './theme-switch';

export function Header() {
  const session = useSession();
  const navigate = useNavigate();
  const { openGenerate } = useOverlays();
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-page/90 backdrop-blur-md">
      <div className="mx-auto flex h-header max-w-[100rem] items-center gap-2 px-gutter">
        <Link
          to="/loras"
          className="-ml-1 flex items-center gap-2.5 rounded-control px-1 py-1"
          aria-label="Likeness"
        >
          <Logo />
          <span className="hidden text-lead font-bold tracking-tight lg:inline">Likeness</span>
        </Link>
        <nav aria-label={t('shell:main')} className="ml-2 hidden gap-1 sm:flex lg:ml-5">
          {places().map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              className="rounded-control px-3 py-1.5 font-semibold text-muted transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
            >
              {name}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1.5 sm:gap-2">
          <CreateButton onOpen={openGenerate} />
          <RunsMenu onShow={openGenerate} />
          {session && <PersonMenu onManage={() => void navigate({ to: '/people' })} />}
          <IconButton
            label={t('shell:palette')}
            icon="search"
            aria-keyshortcuts="Control+K"
            className="max-[26rem]:hidden"
            onClick={openPalette}
          />
          <ThemeSwitch />
          <AccountMenu
            onSettings={() => void navigate({ to: '/settings' })}
            onAdmin={() => void navigate({ to: '/admin' })}
          />
        </div>
      </div>
    </header>
  );
}
