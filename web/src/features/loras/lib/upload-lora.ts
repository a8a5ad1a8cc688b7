import type { ImportLoraInput, LoraDetail, Visibility } from '@/api/router';
import { sendFile, type Sending } from '@/lib/send-file';

export interface LoraLabels {
  name: string;
  trigger: string;
  personId: number | null;
  visibility: Visibility;
}

/** Where a LoRA comes from: this computer, or an address from which the server fetches it. */
export type LoraSource = { file: File } | { url: string };

/** What is left empty is read from the file. */
function known({ name, trigger, personId, visibility }: LoraLabels): ImportLoraInput {
  return {
    visibility,
    ...(name.trim() && { name: name.trim() }),
    ...(trigger.trim() && { trigger: trigger.trim() }),
    ...(personId !== null && { personId }),
  };
}

/** One request for both; from an address it is answered once the server has fetched it all. */
export function importLora(
  source: LoraSource,
  labels: LoraLabels,
  sending: Sending,
): Promise<LoraDetail> {
  if ('url' in source) {
    const body = new Blob([JSON.stringify({ ...known(labels), url: source.url })]);
    return sendFile('/api/loras', body, sending, 'application/json');
  }
  const texts = Object.entries(known(labels)).map(([name, value]) => [name, String(value)]);
  return sendFile(`/api/loras?${new URLSearchParams(texts).toString()}`, source.file, sending);
}
