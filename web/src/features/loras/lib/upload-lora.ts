import type { LoraDetail, Visibility } from '@/api/router';
import { sendFile, type Sending } from '@/lib/send-file';

export interface LoraLabels {
  name: string;
  trigger: string;
  personId: number | null;
  visibility: Visibility;
}

function query(labels: LoraLabels): string {
  const known = new URLSearchParams({ visibility: labels.visibility });
  for (const [name, value] of Object.entries({
    name: labels.name.trim(),
    trigger: labels.trigger.trim(),
  })) {
    if (value) {
      known.set(name, value);
    }
  }
  if (labels.personId !== null) {
    known.set('personId', String(labels.personId));
  }
  return known.toString();
}

export function uploadLora(file: File, labels: LoraLabels, sending: Sending): Promise<LoraDetail> {
  return sendFile<LoraDetail>(`/api/loras?${query(labels)}`, file, sending);
}
