import { Picture } from '@/components/picture';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { imageAlt } from '@/lib/image-text';
import { scaleText, type Rung } from '../lib/rungs';

interface Props {
  rung: Rung;
  isWaiting: boolean;
}

function Content({ rung, isWaiting }: Props) {
  const { image, problem, scale } = rung;
  if (image) {
    const alt = t('ladder:alt', { prompt: imageAlt(image), scale: scaleText(scale) });
    return <Picture source={image} alt={alt} sizes="(width < 40rem) 90vw, 440px" isUrgent />;
  }
  if (problem) {
    return (
      <p className="flex max-w-xs flex-col items-center gap-2 p-6 text-center text-pretty">
        <Icon name="warning" className="text-danger" />
        {problem}
      </p>
    );
  }
  return isWaiting ? null : (
    <p className="max-w-xs p-6 text-center text-pretty text-muted">{t('ladder:explanation')}</p>
  );
}

/** The picture of the strength that was reached, large. */
export function ChosenRung({ rung, isWaiting }: Props) {
  const isShimmering = isWaiting && !rung.image && !rung.problem;
  return (
    <div
      className={`mx-auto grid aspect-square w-full max-w-[34dvh] shrink-0 place-items-center overflow-hidden rounded-card bg-sunken sm:max-w-[min(27.5rem,42dvh)] ${isShimmering ? 'shimmer' : ''}`}
    >
      <Content rung={rung} isWaiting={isWaiting} />
    </div>
  );
}
