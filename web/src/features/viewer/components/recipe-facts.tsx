import type { ImageDetail } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { t } from '@/i18n';
import { useEngineTitle } from '@/lib/engines';
import { dayAndTime, fileSize, price } from '@/lib/format';
import type { ReactNode } from 'react';

interface FactProps {
  name: string;
  children: ReactNode;
  /** What its copy button copies. */
  copies?: string;
}

function Fact({ name, children, copies }: FactProps) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 border-b border-line py-1">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1 text-right break-words">
        {children}
        {copies !== undefined && (
          <CopyButton text={copies} what={name} className="-my-1 -mr-2 size-8" />
        )}
      </dd>
    </div>
  );
}

interface Props {
  image: ImageDetail;
  onOpenLora: (loraId: string) => void;
}

/** Everything needed to make exactly this picture again, and what came of it. */
export function RecipeFacts({ image, onOpenLora }: Props) {
  const { recipe } = image;
  const { settings, lora, loras } = recipe;
  const maker = useEngineTitle(image.engine);
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
      <Fact name={t('viewer:strength')} copies={`${settings.loraScale}`}>
        {settings.loraScale}
      </Fact>
      {loras.slice(1).map((further) => (
        <Fact key={further.id} name={`+ ${further.name}`} copies={`${further.scale}`}>
          {further.scale}
        </Fact>
      ))}
      <Fact name={t('viewer:seed')} copies={recipe.seed}>
        <code className="font-mono break-all">{recipe.seed}</code>
      </Fact>
      <Fact name={t('viewer:size')} copies={`${image.width}x${image.height}`}>
        {image.width} × {image.height}
      </Fact>
      <Fact name={t('viewer:steps')} copies={`${settings.numInferenceSteps}`}>
        {settings.numInferenceSteps}
      </Fact>
      <Fact name={t('viewer:guidance')} copies={`${settings.guidanceScale}`}>
        {settings.guidanceScale}
      </Fact>
      <Fact name={t('viewer:engine')}>{maker}</Fact>
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
