import type { ImageDetail } from '@/api/router';
import { RequestCode } from '@/components/request-code';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { copyText } from '@/lib/clipboard';
import { recipeText } from '@/lib/image-text';
import { inputOfImage } from '@/lib/request-code';
import { hasFile, unusableText } from '../lib/has-file';
import type { ImageActions } from '../lib/use-image-actions';
import { OriginFacts } from './origin-facts';
import { PromptText } from './prompt-text';
import { RecipeFacts } from './recipe-facts';
import { ReuseButtons } from './reuse-buttons';
import { StarRating } from './star-rating';
import { TagEditor } from './tag-editor';

interface Props {
  image: ImageDetail;
  actions: ImageActions;
  onOpenLora: (loraId: string) => void;
}

/** As another program wrote it, where one did. */
function textOf(image: ImageDetail): string {
  const text = image.origin?.text ?? '';
  return text === '' ? recipeText(image) : text;
}

/** All that made a picture, what its owner thinks of it, and how to make more. */
export function RecipePanel({ image, actions, onOpenLora }: Props) {
  const { recipe } = image;
  return (
    <div className="flex flex-col gap-5 p-5">
      {image.trashedAt !== null && (
        <div
          role="note"
          className="flex items-center gap-3 rounded-control bg-danger-soft p-3 text-small"
        >
          <p className="flex-1">{t('viewer:inTrash')}</p>
          <Button size="small" icon="undo" onClick={actions.restore}>
            {t('viewer:restore')}
          </Button>
        </div>
      )}
      <PromptText image={image} />
      {image.isMine && (
        <>
          <div className="-my-1 -ml-1.5">
            <StarRating rating={image.rating} onRate={actions.rate} />
          </div>
          <TagEditor tags={image.tags} onChange={actions.tag} />
        </>
      )}
      {hasFile(recipe) ? (
        <ReuseButtons actions={actions} />
      ) : (
        <p className="text-small text-pretty text-muted">{unusableText(image)}</p>
      )}
      <div>
        <RecipeFacts image={image} onOpenLora={onOpenLora} />
        {image.origin && <OriginFacts origin={image.origin} />}
        <Button
          tone="quiet"
          icon="copy"
          className="mt-3 w-full"
          onClick={() => void copyText(textOf(image), t('viewer:recipe'))}
        >
          {t('viewer:copyRecipe')}
        </Button>
        {hasFile(recipe) && (
          <RequestCode input={() => inputOfImage(image)} className="mt-2 w-full" />
        )}
      </div>
    </div>
  );
}

export function RecipeSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-4 p-5">
      <Skeleton className="h-16" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="h-48" />
    </div>
  );
}
