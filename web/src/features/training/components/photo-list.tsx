import type { ServerInfo, Upload } from '@/api/router';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { useState } from 'react';
import { changePick, useTrainingDraft } from '../lib/draft';
import { useSentFiles, useUploads } from '../lib/sending';
import { CropDialog } from './crop-dialog';
import { PhotoCard } from './photo-card';
import { SentCard } from './sent-card';

interface Props {
  info: ServerInfo;
  error: ApiError | null;
}

/** The photos of the training, and those on their way. */
export function PhotoList({ info, error }: Props) {
  const { picks } = useTrainingDraft();
  const sent = useSentFiles();
  const uploadOf = useUploads();
  const [cropped, setCropped] = useState<Upload | null>(null);
  const current = picks.find((pick) => pick.id === cropped?.id);
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-small text-muted">
        {[
          picks.length > 0 && t('training:photosChosen', { count: picks.length }),
          sent.length > 0 && t('training:filesOpen', { count: sent.length }),
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      <ul
        aria-label={t('training:photos')}
        className="grid grid-cols-2 gap-3 empty:hidden sm:grid-cols-3 lg:grid-cols-4"
      >
        {picks.map((pick, index) => {
          const upload = uploadOf(pick.id);
          return (
            upload && (
              <PhotoCard
                key={pick.id}
                pick={pick}
                upload={upload}
                maxCaption={info.uploads.maxCaptionLength}
                error={['id', 'caption', 'crop']
                  .map((member) => error?.fieldMessage(`uploads[${index}].${member}`))
                  .find(Boolean)}
                onCrop={() => setCropped(upload)}
              />
            )
          );
        })}
        {sent.map((file) => (
          <SentCard key={file.key} file={file} />
        ))}
      </ul>
      {cropped && current && (
        <CropDialog
          upload={cropped}
          crop={current.crop}
          minSide={info.uploads.minSide}
          onClose={() => setCropped(null)}
          onCrop={(crop) => {
            changePick(cropped.id, { crop });
            setCropped(null);
          }}
        />
      )}
    </div>
  );
}
