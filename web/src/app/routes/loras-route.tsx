import type { Lora } from '@/api/router';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { useSubmit } from '@/features/generate/lib/use-submit';
import { EngineNote } from '@/features/loras/components/engine-note';
import { Hero } from '@/features/loras/components/hero';
import { LoraGrid } from '@/features/loras/components/lora-grid';
import { NoLoras } from '@/features/loras/components/no-loras';
import { ScopePicker } from '@/features/loras/components/scope-picker';
import { useLoraScope, type LoraScope } from '@/features/loras/lib/lora-list';
import { t } from '@/i18n';
import { changeDraft } from '@/lib/drafts';
import { fullName } from '@/lib/format';
import { lazyPart } from '@/lib/lazy-part';
import { useSelectedPerson } from '@/lib/people';
import { useSignedIn } from '@/lib/session';
import { usePageTitle } from '@/lib/title';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useIsNewcomer } from '@/features/loras/lib/use-newcomer';
import { Suspense, useCallback, useState } from 'react';
import { useOverlays } from '../overlays';
import { PageDrop } from './page-drop';
import { PageHead } from './page-head';

const ImportDialog = lazyPart(
  async () => (await import('@/features/loras/components/import-dialog')).ImportDialog,
);

const route = getRouteApi('/loras');

function titleOf(scope: LoraScope, name: string | null): string {
  if (name !== null) {
    return t('shell:lorasOf', { name });
  }
  return scope === 'mine' ? t('shell:yourLoras') : t('shell:loras');
}

export function LorasRoute() {
  usePageTitle(t('shell:loras'));
  const person = useSelectedPerson();
  const navigate = route.useNavigate();
  const scope = useLoraScope(route.useSearch().scope);
  const whenSignedIn = useSignedIn();
  const { openGenerate } = useOverlays();
  const isNew = useIsNewcomer() && scope === 'all';
  const { submit, isPending } = useSubmit();
  const [importing, setImporting] = useState<{ file: File | null } | null>(null);

  const openImport = useCallback(
    (file: File | null) => whenSignedIn(t('shell:signInImport'), () => setImporting({ file })),
    [whenSignedIn],
  );
  const importDropped = useCallback(
    ({ files }: DataTransfer) => openImport(files.item(0)),
    [openImport],
  );
  const generateAtOnce = (lora: Lora, prompt: string) => {
    changeDraft(lora.id, { prompt });
    whenSignedIn(t('shell:signInGenerate'), () => {
      submit({ loraTrainingId: lora.id, prompt, personId: person?.id ?? null });
      openGenerate(lora.id);
    });
  };
  const show = (next: LoraScope) => void navigate({ search: { scope: next } });
  const shownName = scope === 'person' && person ? fullName(person) : null;

  return (
    <>
      {isNew && <Hero isBusy={isPending} onGenerate={generateAtOnce} />}
      <PageHead title={titleOf(scope, shownName)} note={<EngineNote />} level={isNew ? 2 : 1}>
        <ScopePicker scope={scope} onChange={show} />
        <Button icon="upload" onClick={() => openImport(null)}>
          {t('loras:importShort')}
        </Button>
        <Link to="/train" className={buttonStyle({})}>
          <Icon name="spark" className="size-4.5" />
          {t('loras:train')}
        </Link>
      </PageHead>
      <LoraGrid
        scope={scope}
        onGenerate={openGenerate}
        empty={
          <NoLoras
            name={shownName}
            onImport={() => openImport(null)}
            onShowAll={scope === 'all' ? null : () => show('all')}
          />
        }
      />
      <PageDrop hint={t('loras:dropAnywhere')} onDrop={importDropped} />
      <Suspense fallback={null}>
        {importing && (
          <ImportDialog
            initialFile={importing.file}
            personId={person?.id ?? null}
            onClose={() => setImporting(null)}
            onGenerate={(lora) => {
              setImporting(null);
              openGenerate(lora.id);
            }}
            onOpen={(loraId) => void navigate({ to: '/loras/$loraId', params: { loraId } })}
          />
        )}
      </Suspense>
    </>
  );
}
