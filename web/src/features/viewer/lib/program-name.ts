import type { RecipeProgram } from '@/api/router';
import { t } from '@/i18n';

const names: Record<RecipeProgram, string> = {
  a1111: 'A1111, Forge',
  comfyui: 'ComfyUI',
  invokeai: 'InvokeAI',
  fooocus: 'Fooocus',
  swarmui: 'SwarmUI',
  sdcpp: 'stable-diffusion.cpp',
  likeness: 'Likeness',
};

/** What people call a program that made pictures elsewhere. */
export function programName(program: RecipeProgram | null): string {
  return program === null ? t('viewer:programNotKnown') : names[program];
}
