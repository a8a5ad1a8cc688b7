import type { GeneratedImage, GenerationBatch } from '@/api/router';
import { Picture } from '@/components/picture';
import { IconButton } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { fileName, imageAlt } from '@/lib/image-text';
import { remix } from '@/lib/remix';
import { knownServerInfo } from '@/lib/server-info';

interface Props {
  image: GeneratedImage;
  batch: GenerationBatch;
  onOpen: (image: GeneratedImage) => void;
}

const overlay = 'bg-page/85 text-ink backdrop-blur-sm hover:bg-page';

/** A picture that has come: press it to see it large. */
export function ImageTile({ image, batch, onOpen }: Props) {
  const name = t('generate:pictureOf', {
    alt: imageAlt(image),
    at: image.index + 1,
    count: batch.numImages,
  });
  const toForm = () => {
    const { loraTrainingId, prompt, engine, loras: furtherLoras } = batch;
    const settings = { ...batch.settings, loraScale: image.loraScale };
    const recipe = { prompt, settings, engine, seed: image.seed, furtherLoras };
    remix(loraTrainingId, recipe, knownServerInfo());
  };
  return (
    <div className="group/tile size-full">
      <button
        type="button"
        className="size-full cursor-zoom-in focus-visible:outline-offset-[-3px]"
        onClick={() => onOpen(image)}
      >
        <Picture source={image} alt={name} sizes="(width < 40rem) 50vw, 330px" isUrgent />
      </button>
      <div className="absolute right-1.5 bottom-1.5 flex gap-1 opacity-0 transition-opacity group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 pointer-coarse:hidden">
        <IconButton
          label={t('generate:remixPicture', { at: image.index + 1 })}
          icon="remix"
          className={overlay}
          onClick={toForm}
        />
        <a
          href={image.signedUrl}
          download={fileName(image)}
          aria-label={t('generate:downloadPicture', { at: image.index + 1 })}
          title={t('generate:download')}
          className={buttonStyle({ tone: 'quiet', size: 'icon' }, overlay)}
        >
          <Icon name="download" className="size-4.5" />
        </a>
      </div>
    </div>
  );
}
