import type { Engine, ServerInfo } from '@/api/router';
import { t } from '@/i18n';
import { useServerInfo } from './server-info';

/** Those that can use a LoRA of this base model. The first makes the pictures when a request names none. */
export function enginesFor(baseModel: string, { engines }: ServerInfo): Engine[] {
  return engines.filter((engine) => engine.baseModels.includes(baseModel));
}

/** The one that was chosen, as long as it is among them; else the first. */
export function engineInUse(
  engines: readonly Engine[],
  chosen: string | undefined,
): Engine | undefined {
  return engines.find((engine) => engine.id === chosen) ?? engines[0];
}

/** What a draft has to say to get this engine: nothing where it is the one that works anyway. */
export function engineChoice(id: string, engines: readonly Engine[] = []): string | undefined {
  const engine = engines.find((candidate) => candidate.id === id);
  const usual = engines.find((candidate) =>
    candidate.baseModels.some((model) => engine?.baseModels.includes(model)),
  );
  return usual?.id === id ? undefined : engine?.id;
}

/** Whether another engine makes the pictures by itself while the usual one is out of order. */
export function useStepsIn(engines: readonly Engine[], chosen: string | undefined): boolean {
  const fallsBack = useServerInfo()?.fallsBack === true;
  return fallsBack && chosen === undefined && engines.some(({ isAvailable }) => isAvailable);
}

/** Says so to everybody; why is the operator's to know. */
export function outOfOrder({ title }: Engine): string {
  return t('errors:engineOut', { name: title });
}

/** What people call an engine; its id where this server has it no more. */
export function useEngineTitle(id: string): string {
  return useServerInfo()?.engines.find((engine) => engine.id === id)?.title ?? id;
}
