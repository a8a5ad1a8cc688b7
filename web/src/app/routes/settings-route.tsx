import { Button } from '@/components/ui/button';
import { NotifySwitch } from '@/features/generate/components/notify-switch';
import { BrowserKeyPanel } from '@/features/session/components/browser-key-panel';
import { useSignOut } from '@/features/session/use-sign-out';
import { ApiKeys } from '@/features/settings/components/api-keys';
import { ContrastPicker } from '@/features/settings/components/contrast-picker';
import { LanguagePicker } from '@/features/settings/components/language-picker';
import { OpenSessions } from '@/features/settings/components/open-sessions';
import { Section } from '@/components/section';
import { SessionFacts } from '@/features/settings/components/session-facts';
import { ThemePicker } from '@/features/settings/components/theme-picker';
import { SharedLinks } from '@/features/shares/components/shared-links';
import { t } from '@/i18n';
import { askToSignIn, useSession } from '@/lib/session';
import { usePageTitle } from '@/lib/title';
import { SingleKeysSwitch } from '../keys/single-keys-switch';
import { PageHead } from './page-head';

export function SettingsRoute() {
  usePageTitle(t('shell:settings'));
  const session = useSession();
  const { signOut, isPending } = useSignOut();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHead title={t('shell:settings')} />
      <Section title={t('shell:session')}>
        {session ? (
          <div className="flex flex-col gap-4">
            <SessionFacts session={session} />
            <div>
              <Button icon="signOut" isBusy={isPending} onClick={signOut}>
                {t('shell:signOut')}
              </Button>
            </div>
          </div>
        ) : (
          <Button tone="ink" onClick={() => askToSignIn(t('shell:signInReason'))}>
            {t('shell:signIn')}
          </Button>
        )}
      </Section>
      {session && (
        <Section title={t('sessions:title')}>
          <OpenSessions />
        </Section>
      )}
      <Section title={t('settings:appearance')}>
        <div className="flex flex-wrap gap-x-8 gap-y-5">
          <ThemePicker />
          <ContrastPicker />
        </div>
      </Section>
      <Section title={t('settings:notifications')}>
        <NotifySwitch />
      </Section>
      <Section title={t('keys:title')}>
        <SingleKeysSwitch />
      </Section>
      <Section title={t('settings:language')}>
        <LanguagePicker />
      </Section>
      <Section title={t('shell:browserKey')}>
        <BrowserKeyPanel />
      </Section>
      {session && (
        <Section title={t('shares:section')}>
          <SharedLinks />
        </Section>
      )}
      {session && (
        <Section title={t('shell:apiKeys')}>
          <ApiKeys />
        </Section>
      )}
    </div>
  );
}
