import type { GeneratedImage, Person } from '@/api/router';
import { Empty } from '@/components/ui/empty';
import { fullName } from '@/lib/format';
import type { ReactNode } from 'react';
import { useOwnGallery } from '../lib/gallery-queries';
import { Gallery } from './gallery';

interface Props {
  person: Person | null;
  onOpen: (image: GeneratedImage) => void;
  /** What to do when there is nothing. */
  action: ReactNode;
}

export function OwnGallery({ person, onOpen, action }: Props) {
  const query = useOwnGallery(person?.id ?? null);
  const whose = person ? `${fullName(person)} has no pictures yet` : 'No pictures yet';
  return (
    <Gallery
      label={person ? `Pictures of ${fullName(person)}` : 'Your pictures'}
      query={query}
      onOpen={onOpen}
      empty={
        <Empty icon="pictures" title={whose} action={action}>
          {person
            ? `Pictures that you make while ${person.firstName} is picked in the header are kept here.`
            : 'Pick a LoRA, type what you want to see, and every picture is kept here.'}
        </Empty>
      }
    />
  );
}
