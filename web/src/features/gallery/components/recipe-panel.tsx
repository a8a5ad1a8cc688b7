import type { ImageDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { copyText } from '@/lib/clipboard';
import { fileName, imagePath, recipeText } from '@/lib/image-text';
import { RecipeFacts } from './recipe-facts';

interface Props {
  image: ImageDetail;
  onRemix: () => void;
  onOpenLora: (loraId: string) => void;
}

export function RecipePanel({ image, onRemix, onOpenLora }: Props) {
  const { recipe } = image;
  return (
    <div className="flex flex-col gap-6 p-5">
      <section aria-labelledby="prompt">
        <div className="flex items-center justify-between">
          <h2 id="prompt" className="text-small font-semibold text-muted">
            Prompt
          </h2>
          <CopyButton text={recipe.prompt} what="Prompt" />
        </div>
        <p className="text-lead break-words whitespace-pre-wrap">{recipe.prompt}</p>
        {recipe.lora.trigger && (
          <p className="mt-2 text-small text-muted">
            with <code className="font-mono text-tiny">{recipe.lora.trigger}</code> added
          </p>
        )}
      </section>
      <div className="grid grid-cols-2 gap-2">
        <a
          href={image.signedUrl}
          download={fileName(image)}
          className={buttonStyle({ tone: 'accent' }, 'col-span-2')}
        >
          <Icon name="download" className="size-4.5" />
          Download
        </a>
        <Button icon="remix" onClick={onRemix} className="col-span-2">
          Remix
        </Button>
        <Button icon="copy" onClick={() => void copyText(recipeText(image), 'Recipe')}>
          Copy recipe
        </Button>
        <Button
          icon="link"
          onClick={() => void copyText(`${location.origin}${imagePath(image.id)}`, 'Link')}
        >
          Copy link
        </Button>
      </div>
      <RecipeFacts image={image} onOpenLora={onOpenLora} />
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
