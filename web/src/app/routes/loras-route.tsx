import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { EngineNote } from '@/features/loras/components/engine-note';
import { LoraGrid } from '@/features/loras/components/lora-grid';
import { NoLoras } from '@/features/loras/components/no-loras';
import { PageDrop } from '@/features/loras/components/page-drop';
import { ScopePicker } from '@/features/loras/components/scope-picker';
import { useLoraScope, type LoraScope } from '@/features/loras/lib/lora-list';
import { fullName } from '@/lib/format';
import { useSelectedPerson } from '@/lib/people';
import { useSignedIn } from '@/lib/session';
import { usePageTitle } from '@/lib/title';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useOverlays } from '../overlays';
import { PageHead } from './page-head';

const ImportDialog = lazy(async () => ({
  default: (await import('@/features/loras/components/import-dialog')).ImportDialog,
}));

const route = getRouteApi('/loras');

export function LorasRoute() {
  usePageTitle('LoRAs');
  const person = useSelectedPerson();
  const navigate = route.useNavigate();
  const scope = useLoraScope(route.useSearch().scope);
  const whenSignedIn = useSignedIn();
  const { openGenerate } = useOverlays();
  const [importing, setImporting] = useState<{ file: File | null } | null>(null);

  const openImport = useCallback(
    (file: File | null) => whenSignedIn('Sign in to import a LoRA.', () => setImporting({ file })),
    [whenSignedIn],
  );
  const show = (next: LoraScope) => void navigate({ search: { scope: next } });
  const title =
    scope === 'person' && person
      ? `${fullName(person)}’s LoRAs`
      : scope === 'mine'
        ? 'Your LoRAs'
        : 'LoRAs';

  return (
    <>
      <PageHead title={title} note={<EngineNote />}>
        <ScopePicker scope={scope} onChange={show} />
        <Button icon="upload" onClick={() => openImport(null)}>
          Import
        </Button>
        <Link to="/train" className={buttonStyle({ tone: 'accent' })}>
          <Icon name="spark" className="size-4.5" />
          Train
        </Link>
      </PageHead>
      <LoraGrid
        scope={scope}
        onGenerate={openGenerate}
        empty={
          <NoLoras
            name={scope === 'person' && person ? fullName(person) : null}
            onImport={() => openImport(null)}
            onShowAll={scope === 'all' ? null : () => show('all')}
          />
        }
      />
      <PageDrop onFile={openImport} />
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
