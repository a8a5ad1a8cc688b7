import type { Lora } from '@/api/router';
import { PaperCover } from '@/components/paper-cover';
import { Picture } from '@/components/picture';
import { Badge } from '@/components/ui/badge';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import { Link } from '@tanstack/react-router';
import { unusableReason } from '../lib/lora-text';

interface Props {
  lora: Lora;
  isUrgent: boolean;
  onGenerate: () => void;
}

const kSizes = '(width < 40rem) 50vw, (width < 64rem) 33vw, 300px';

function Cover({ lora, isUrgent }: Omit<Props, 'onGenerate'>) {
  const { coverImage, name } = lora;
  return coverImage ? (
    <Picture source={coverImage} alt="" sizes={kSizes} isUrgent={isUrgent} />
  ) : (
    <PaperCover name={name} />
  );
}

/** A LoRA as its picture. The picture leads to its page, the button on it straight to new ones. */
export function LoraCard({ lora, isUrgent, onGenerate }: Props) {
  const { name, trigger, imageCount } = lora;
  const person = fullName(lora);
  const reason = unusableReason(lora);
  return (
    <article className="group relative flex flex-col gap-2.5">
      <div className="relative aspect-square overflow-hidden rounded-card bg-sunken shadow-small transition-shadow duration-(--motion-slow) group-hover:shadow-medium">
        <div className="size-full transition-transform duration-(--motion-ambient) group-hover:scale-[1.03]">
          <Cover lora={lora} isUrgent={isUrgent} />
        </div>
        <div className="absolute top-2 left-2 flex flex-wrap gap-1">
          {lora.isMine && lora.visibility !== 'public' && (
            <Badge>{lora.visibility === 'link' ? t('loras:withLink') : t('loras:isPrivate')}</Badge>
          )}
          {reason && <Badge tone={reason.tone}>{reason.short}</Badge>}
        </div>
      </div>
      <div className="flex min-w-0 flex-col px-0.5">
        <h2 className="truncate font-bold">
          <Link
            to="/loras/$loraId"
            params={{ loraId: lora.id }}
            title={trigger ? t('loras:cardTitle', { name, trigger }) : name}
            className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-(--focus)"
          >
            {name}
          </Link>
        </h2>
        <p className="truncate text-small text-muted">
          {person && <>{person} · </>}
          {imageCount > 0 ? t('common:pictures', { count: imageCount }) : t('loras:noPictures')}
        </p>
      </div>
      {/* Within the picture's lower edge, whatever the words below it are. */}
      <div className="pointer-events-none absolute inset-x-0 top-0 flex aspect-square items-end justify-end p-2.5">
        <button
          type="button"
          className="pointer-events-auto flex h-9 touch-target items-center gap-1.5 rounded-full pr-3.5 pl-2.5 text-small font-bold on-picture transition-colors group-hover:bg-accent group-hover:text-on-accent hover:bg-accent-hover focus-visible:bg-accent focus-visible:text-on-accent disabled:hidden"
          disabled={!lora.canGenerate}
          title={reason?.long}
          aria-label={t('loras:generateWith', { name })}
          onClick={onGenerate}
        >
          <Icon name="spark" className="size-4.5" />
          {t('loras:generate')}
        </button>
      </div>
    </article>
  );
}
