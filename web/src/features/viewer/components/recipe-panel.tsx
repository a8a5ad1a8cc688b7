import type { ImageDetail } from '@/api/router';
import { RequestCode } from '@/components/request-code';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { copyText } from '@/lib/clipboard';
import { recipeText } from '@/lib/image-text';
import { inputOfImage } from '@/lib/request-code';
import type { ImageActions } from '../lib/use-image-actions';
import { RecipeFacts } from './recipe-facts';
import { ReuseButtons } from './reuse-buttons';
import { StarRating } from './star-rating';
import { TagEditor } from './tag-editor';

interface Props {
  image: ImageDetail;
  actions: ImageActions;
  onOpenLora: (loraId: string) => void;
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
      <section aria-labelledby="prompt">
        <div className="flex items-center justify-between">
          <h2 id="prompt" className="text-small font-semibold text-muted">
            {t('viewer:prompt')}
          </h2>
          <CopyButton text={recipe.prompt} what={t('viewer:prompt')} />
        </div>
        <p className="text-lead break-words whitespace-pre-wrap">{recipe.prompt}</p>
        {recipe.lora.trigger && (
          <p className="mt-2 text-small text-muted">
            {t('viewer:trigger')} <code className="font-mono text-tiny">{recipe.lora.trigger}</code>
          </p>
        )}
      </section>
      {image.isMine && (
        <>
          <div className="-my-1 -ml-1.5">
            <StarRating rating={image.rating} onRate={actions.rate} />
          </div>
          <TagEditor tags={image.tags} onChange={actions.tag} />
        </>
      )}
      <ReuseButtons actions={actions} />
      <div>
        <RecipeFacts image={image} onOpenLora={onOpenLora} />
        <Button
          tone="quiet"
          icon="copy"
          className="mt-3 w-full"
          onClick={() => void copyText(recipeText(image), t('viewer:recipe'))}
        >
          {t('viewer:copyRecipe')}
        </Button>
        <RequestCode input={() => inputOfImage(image)} className="mt-2 w-full" />
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
