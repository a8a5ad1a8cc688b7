import type { Lora } from '@/api/router';
import { api } from '@/lib/api';
import { skipToken, useQuery } from '@tanstack/react-query';

const kMost = 100;

/** Names are not unique, so what is goes first. */
function findNamed(sentence: string, loras: readonly Lora[]): Lora | undefined {
  const naming = (textsOf: (lora: Lora) => string[]) =>
    loras.find((lora) => textsOf(lora).some((text) => sentence.includes(text)));
  return (
    naming(({ id, number }) => [id, `(number ${number})`]) ??
    naming(({ name }) => [`"${name}"`, `“${name}”`])
  );
}

/** The LoRA that a sentence of the server's names, by its id, its number or in quotation marks, if it can be seen. */
export function useNamedLora(sentence: string | null): Lora | undefined {
  const { data } = useQuery(
    api.loras.list.queryOptions(sentence === null ? skipToken : { limit: kMost }, {
      meta: { showsErrors: true },
    }),
  );
  return sentence === null ? undefined : findNamed(sentence, data?.items ?? []);
}
