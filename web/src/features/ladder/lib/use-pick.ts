import type { LoraDetail } from '@/api/router';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { changeDraft, draftOf } from '@/lib/drafts';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { scaleText, type Rung } from './rungs';

/** What takes the pick back; nothing where the cover of before came with the LoRA and cannot be set again. */
function coverBefore({ coverImage }: LoraDetail): string | undefined {
  return coverImage ? (coverImage.imageId ?? undefined) : '';
}

/** Somebody else's LoRA stays as it is: the strength goes into one's own form. */
function pickForForm(lora: LoraDetail, { scale }: Rung): void {
  const { loraScale } = draftOf(lora.id);
  changeDraft(lora.id, { loraScale: scale });
  showToast(t('ladder:pickedForForm', { name: lora.name, scale: scaleText(scale) }), {
    action: { label: t('ladder:undo'), run: () => changeDraft(lora.id, { loraScale }) },
  });
}

/** Makes a rung the LoRA's default strength and its picture the cover, in one step that can be undone. */
export function usePick(lora: LoraDetail, onPicked: () => void) {
  const { mutate, isPending } = useMutation(
    api.loras.update.mutationOptions({
      onSuccess: async (changed) => {
        queryClient.setQueryData(api.loras.byId.queryKey({ id: lora.id }), changed);
        await queryClient.invalidateQueries(api.loras.list.pathFilter());
      },
    }),
  );

  const pickForAll = (scale: number, coverImageId: string) => {
    const { id, name, defaultScale } = lora;
    const { loraScale } = draftOf(id);
    const cover = coverBefore(lora);
    const undo = () => {
      changeDraft(id, { loraScale });
      mutate({ id, defaultScale, coverImageId: cover ?? null });
    };
    mutate(
      { id, defaultScale: scale, coverImageId },
      {
        onSuccess: () => {
          // What was set in the form before would hide the new default.
          changeDraft(id, { loraScale: undefined });
          showToast(t('ladder:picked', { name, scale: scaleText(scale) }), {
            ...(cover !== undefined && { action: { label: t('ladder:undo'), run: undo } }),
          });
          onPicked();
        },
      },
    );
  };

  const pick = (rung: Rung) => {
    if (!rung.image) {
      return;
    }
    if (lora.isMine) {
      pickForAll(rung.scale, rung.image.id);
      return;
    }
    pickForForm(lora, rung);
    onPicked();
  };
  return { pick, isPending };
}
