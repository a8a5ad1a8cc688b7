import { buttonStyle } from '@/components/ui/button-style';
import { OwnGallery } from '@/features/gallery/components/own-gallery';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import { lazyPart } from '@/lib/lazy-part';
import { useSelectedPerson } from '@/lib/people';
import { usePageTitle } from '@/lib/title';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback, useState } from 'react';
import { useGalleryPlace } from '../gallery-place';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

const ShareDialog = lazyPart(
  async () => (await import('@/features/shares/components/share-dialog')).ShareDialog,
);

export function ImagesRoute() {
  usePageTitle(t('shell:images'));
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
      />
      <SignedInOnly icon="pictures" title={t('shell:signInImages')}>
        <OwnGallery
          person={person}
          search={q}
          onSearch={search}
          {...place}
          onShare={setShared}
          action={
            <Link to="/loras" className={buttonStyle({ tone: 'accent' })}>
              {t('shell:pickLora')}
            </Link>
          }
        />
      </SignedInOnly>
      <Suspense fallback={null}>
        {shared && <ShareDialog what={{ imageIds: shared }} onClose={() => setShared(null)} />}
      </Suspense>
    </>
  );
}
