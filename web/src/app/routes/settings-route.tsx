import { Button } from '@/components/ui/button';
import { BrowserKeyPanel } from '@/features/session/components/browser-key-panel';
import { useSignOut } from '@/features/session/use-sign-out';
import { ApiKeys } from '@/features/settings/components/api-keys';
import { LanguagePicker } from '@/features/settings/components/language-picker';
import { OpenSessions } from '@/features/settings/components/open-sessions';
import { Section } from '@/components/section';
import { SessionFacts } from '@/features/settings/components/session-facts';
import { ThemePicker } from '@/features/settings/components/theme-picker';
import { SharedLinks } from '@/features/shares/components/shared-links';
import { t } from '@/i18n';
import { askToSignIn, useSession } from '@/lib/session';
import { usePageTitle } from '@/lib/title';
import { PageHead } from './page-head';

export function SettingsRoute() {
  usePageTitle('Settings');
  const session = useSession();
  const { signOut, isPending } = useSignOut();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHead title="Settings" />
      <Section title="Session">
        {session ? (
          <div className="flex flex-col gap-4">
            <SessionFacts session={session} />
            <div>
              <Button icon="signOut" isBusy={isPending} onClick={signOut}>
                Sign out
              </Button>
            </div>
          </div>
        ) : (
          <Button
            tone="ink"
            onClick={() => askToSignIn('Sign in to make pictures and to see yours.')}
          >
            Sign in
          </Button>
        )}
      </Section>
      {session && (
        <Section title={t('sessions:title')}>
          <OpenSessions />
        </Section>
      )}
      <Section title="Theme">
        <ThemePicker />
      </Section>
      <Section title={t('settings:language')}>
        <LanguagePicker />
      </Section>
      <Section title="Key in this browser">
        <BrowserKeyPanel />
      </Section>
      {session && (
        <Section title={t('shares:section')}>
          <SharedLinks />
        </Section>
      )}
      {session && (
        <Section title="API keys">
          <ApiKeys />
        </Section>
      )}
    </div>
  );
}
