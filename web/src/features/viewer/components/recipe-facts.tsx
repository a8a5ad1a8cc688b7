import type { ImageDetail } from '@/api/router';
import { t } from '@/i18n';
import { useEngineTitle } from '@/lib/engines';
import { dayAndTime, fileSize, price } from '@/lib/format';
import { Fact } from './fact';

interface Props {
  image: ImageDetail;
  onOpenLora: (loraId: string) => void;
}

/** Everything needed to make exactly this picture again, and what came of it. */
export function RecipeFacts({ image, onOpenLora }: Props) {
  const { recipe } = image;
  const { settings, lora, loras } = recipe;
  const maker = useEngineTitle(image.engine);
  // Other programs do not tell everything; what they left out is zero.
  const isTold = (value: number | string) => image.origin === null || Number(value) !== 0;
  const hasStrength = image.origin === null || image.origin.loras.length > 0;
  return (
    <dl className="text-small">
      <Fact name={t('viewer:lora')}>
        <button
          type="button"
          className="touch-target font-semibold underline decoration-accent decoration-2 underline-offset-4"
          onClick={() => onOpenLora(lora.id)}
        >
          {lora.name}
        </button>
      </Fact>
      {hasStrength && (
        <Fact name={t('viewer:strength')} copies={`${settings.loraScale}`}>
          {settings.loraScale}
        </Fact>
      )}
      {loras.slice(1).map((further) => (
        <Fact key={further.id} name={`+ ${further.name}`} copies={`${further.scale}`}>
          {further.scale}
        </Fact>
      ))}
      {isTold(recipe.seed) && (
        <Fact name={t('viewer:seed')} copies={recipe.seed}>
          <code className="font-mono break-all">{recipe.seed}</code>
        </Fact>
      )}
      <Fact name={t('viewer:size')} copies={`${image.width}x${image.height}`}>
        {image.width} × {image.height}
      </Fact>
      {isTold(settings.numInferenceSteps) && (
        <Fact name={t('viewer:steps')} copies={`${settings.numInferenceSteps}`}>
          {settings.numInferenceSteps}
        </Fact>
      )}
      {isTold(settings.guidanceScale) && (
        <Fact name={t('viewer:guidance')} copies={`${settings.guidanceScale}`}>
          {settings.guidanceScale}
        </Fact>
      )}
      {!image.origin && <Fact name={t('viewer:engine')}>{maker}</Fact>}
      <Fact name={t('viewer:file')}>
        {settings.outputFormat.toUpperCase()}, {fileSize(image.byteCount)}
      </Fact>
      <Fact name={t('viewer:madeOn')}>{dayAndTime(image.createdAt)}</Fact>
      {image.priceMicrodollars !== null && (
        <Fact name={t('viewer:price')}>{price(image.priceMicrodollars)}</Fact>
      )}
      <Fact name={t('viewer:hash')} copies={image.sha256}>
        <code className="font-mono">{image.sha256.slice(0, 12)}</code>
      </Fact>
    </dl>
  );
}
