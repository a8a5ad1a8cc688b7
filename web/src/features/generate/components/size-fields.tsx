import { IconButton } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { useState } from 'react';
import { sizeOf } from '../lib/generation-input';
import type { DraftProps } from './draft-change';

interface SideProps {
  label: string;
  value: number;
  error?: string | undefined;
  onChange: (value: number) => void;
}

/** Takes effect once one has finished typing: half a number is no size. */
function Side({ label, value, error, onChange }: SideProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      inputMode="numeric"
      className="min-w-0 flex-1"
      value={typed ?? String(value)}
      error={error}
      onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
      onBlur={() => {
        if (typed) {
          onChange(Number(typed));
        }
        setTyped(null);
      }}
    />
  );
}

/** Any size that the server makes. */
export function SizeFields({
  draft,
  info,
  error,
  onChange,
}: DraftProps & { error: ApiError | null }) {
  const { width, height } = sizeOf(draft, info);
  const { minSide, maxSide } = info.limits;
  const within = (side: number) => Math.min(Math.max(side, minSide), maxSide);
  const choose = (size: { width: number; height: number }) =>
    onChange({ imageSize: { width: within(size.width), height: within(size.height) } });
  const problem = error?.fieldMessage('imageSize');
  return (
    <fieldset>
      <legend className="sr-only">{t('generate:sizeInPixels')}</legend>
      <div className="flex items-start gap-2">
        <Side
          label={t('generate:width')}
          value={width}
          error={error?.fieldMessage('imageSize.width') ?? problem}
          onChange={(side) => choose({ width: side, height })}
        />
        <IconButton
          label={t('generate:swapSides')}
          icon="swap"
          className="mt-6.5"
          onClick={() => choose({ width: height, height: width })}
        />
        <Side
          label={t('generate:height')}
          value={height}
          error={error?.fieldMessage('imageSize.height')}
          onChange={(side) => choose({ width, height: side })}
        />
      </div>
      <p className="mt-1.5 text-small text-muted">
        {t('generate:sizeRange', { from: minSide, to: maxSide })}
      </p>
    </fieldset>
  );
}
