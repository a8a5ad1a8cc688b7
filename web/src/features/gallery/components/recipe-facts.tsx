import type { ImageDetail } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { useEngineTitle } from '@/lib/engines';
import { dayAndTime, fileSize } from '@/lib/format';
import type { ReactNode } from 'react';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 border-b border-line py-1.5">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1 text-right break-words">{children}</dd>
    </div>
  );
}

interface Props {
  image: ImageDetail;
  onOpenLora: (loraId: string) => void;
}

/** Everything needed to make exactly this picture again. */
export function RecipeFacts({ image, onOpenLora }: Props) {
  const { recipe } = image;
  const { settings, lora } = recipe;
  const maker = useEngineTitle(image.engine);
  return (
    <dl className="text-small">
      <Fact name="LoRA">
        <button
          type="button"
          className="touch-target font-semibold underline decoration-accent decoration-2 underline-offset-4"
          onClick={() => onOpenLora(lora.id)}
        >
          {lora.name}
        </button>
      </Fact>
      <Fact name="Strength">{settings.loraScale}</Fact>
      <Fact name="Seed">
        <code className="font-mono break-all">{recipe.seed}</code>
        <CopyButton text={recipe.seed} what="Seed" className="-my-2 -mr-2 size-8" />
      </Fact>
      <Fact name="Size">
        {image.width} × {image.height}
      </Fact>
      <Fact name="Steps">{settings.numInferenceSteps}</Fact>
      <Fact name="Guidance">{settings.guidanceScale}</Fact>
      <Fact name="Made by">{maker}</Fact>
      <Fact name="File">
        {settings.outputFormat.toUpperCase()}, {fileSize(image.byteCount)}
      </Fact>
      <Fact name="Made on">{dayAndTime(image.createdAt)}</Fact>
    </dl>
  );
}
