import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { OwnGallery } from '@/features/gallery/components/own-gallery';
import { takeDropped } from '@/features/move-in/lib/dropped';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import { lazyPart } from '@/lib/lazy-part';
import { openMoveIn } from '@/lib/move-in';
import { useSelectedPerson } from '@/lib/people';
import { useSession } from '@/lib/session';
import { usePageTitle } from '@/lib/title';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback, useState } from 'react';
import { useGalleryPlace } from '../gallery-place';
import { PageDrop } from './page-drop';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

const ShareDialog = lazyPart(
  async () => (await import('@/features/shares/components/share-dialog')).ShareDialog,
);

function MoveInButton() {
  return (
    <Button icon="download" onClick={() => openMoveIn()}>
      {t('shell:moveIn')}
    </Button>
  );
}

const moveDroppedIn = (transfer: DataTransfer) => openMoveIn(takeDropped(transfer));

export function ImagesRoute() {
  usePageTitle(t('shell:images'));
  const session = useSession();
  const person = useSelectedPerson();
  const place = useGalleryPlace();
  const navigate = useNavigate();
  const { q = '' } = useSearch({ strict: false });
  const [shared, setShared] = useState<readonly string[] | null>(null);
  const search = useCallback(
    (next: string) =>
      void navigate({
        to: '.',
        search: (current) => ({ ...current, q: next === '' ? undefined : next, at: undefined }),
        state: (current) => ({ ...current, galleryPlace: undefined }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return (
    <>
      <PageHead
        title={person ? t('shell:imagesOf', { name: fullName(person) }) : t('shell:yourImages')}
      >
        {session && <MoveInButton />}
      </PageHead>
      <SignedInOnly icon="pictures" title={t('shell:signInImages')}>
        <OwnGallery
          person={person}
          search={q}
          onSearch={search}
          {...place}
          onShare={setShared}
          action={
            <>
              <Link to="/loras" className={buttonStyle({ tone: 'accent' })}>
                {t('shell:pickLora')}
              </Link>
              <MoveInButton />
            </>
          }
        />
      </SignedInOnly>
      {session && <PageDrop hint={t('shell:dropToMoveIn')} onDrop={moveDroppedIn} />}
      <Suspense fallback={null}>
        {shared && <ShareDialog what={{ imageIds: shared }} onClose={() => setShared(null)} />}
      </Suspense>
    </>
  );
}
