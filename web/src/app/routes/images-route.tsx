import { buttonStyle } from '@/components/ui/button-style';
import { OwnGallery } from '@/features/gallery/components/own-gallery';
import { fullName } from '@/lib/format';
import { useSelectedPerson } from '@/lib/people';
import { usePageTitle } from '@/lib/title';
import { Link } from '@tanstack/react-router';
import { useOverlays } from '../overlays';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

export function ImagesRoute() {
  usePageTitle('Images');
  const person = useSelectedPerson();
  const { openImage } = useOverlays();
  return (
    <>
      <PageHead title={person ? `${fullName(person)}’s images` : 'Your images'} />
      <SignedInOnly icon="pictures" title="Sign in to see your pictures">
        <OwnGallery
          person={person}
          onOpen={({ id }) => openImage(id)}
          action={
            <Link to="/loras" className={buttonStyle({ tone: 'accent' })}>
              Pick a LoRA
            </Link>
          }
        />
      </SignedInOnly>
    </>
  );
}
