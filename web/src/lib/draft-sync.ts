import type { SavedDraft } from '@/api/router';
import { useEffect } from 'react';
import { client } from './api';
import { adoptDraft, draftChangedAt, draftOf, watchDraft } from './drafts';
import { useSession } from './session';

const kPause = 1500;

/** Keeps the draft on the server too, some time after the last letter. What cannot be sent now goes with the next. */
function keepInStep(loraId: string): () => void {
  let sentAt = '';
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Another device's version, where it is newer than what stands here. */
  const takeOver = (saved: SavedDraft | undefined) => {
    if (saved && !isOver && saved.changedAt > draftChangedAt(loraId)) {
      adoptDraft(loraId, saved.content, saved.changedAt);
      sentAt = saved.changedAt;
    }
  };
  const send = async () => {
    clearTimeout(timer);
    const changedAt = draftChangedAt(loraId);
    if (changedAt <= sentAt) {
      return;
    }
    const before = sentAt;
    sentAt = changedAt;
    try {
      const content = JSON.stringify(draftOf(loraId));
      takeOver(await client.drafts.put.mutate({ loraTrainingId: loraId, content, changedAt }));
    } catch {
      sentAt = before;
    }
  };
  const begin = async () => {
    try {
      const [saved] = (await client.drafts.get.query({ loraTrainingId: loraId })).items;
      takeOver(saved);
      sentAt = saved?.changedAt ?? '';
    } catch {
      // Offline: what stands here is good enough.
    }
    if (!isOver) {
      await send();
    }
  };
  const sendNow = () => void send();
  const stopWatching = watchDraft(loraId, () => {
    clearTimeout(timer);
    timer = setTimeout(sendNow, kPause);
  });
  addEventListener('online', sendNow);
  void begin();
  return () => {
    stopWatching();
    removeEventListener('online', sendNow);
    isOver = true;
    sendNow();
  };
}

/** Brings the draft for a LoRA from one's other devices, and to them. Nothing happens while nobody is signed in. */
export function useDraftSync(loraId: string): void {
  const wallet = useSession()?.walletAddress;
  useEffect(() => (wallet ? keepInStep(loraId) : undefined), [loraId, wallet]);
}
