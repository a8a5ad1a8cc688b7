import type { Lora } from '@/api/router';
import { api } from '@/lib/api';
import { skipToken, useQuery } from '@tanstack/react-query';

const kMost = 100;

function isNamed(sentence: string, { id, name }: Lora): boolean {
  return [id, `"${name}"`, `“${name}”`].some((text) => sentence.includes(text));
}

/** The LoRA that a sentence of the server's names, by its id or in quotation marks, if it can be seen. */
export function useNamedLora(sentence: string | null): Lora | undefined {
  const { data } = useQuery(
    api.loras.list.queryOptions(sentence === null ? skipToken : { limit: kMost }, {
      meta: { showsErrors: true },
    }),
  );
  return sentence === null ? undefined : data?.items.find((lora) => isNamed(sentence, lora));
}
