import { allTexts } from '@/i18n';
import { lazy, type ComponentType } from 'react';

/** A module that the first look does without, once its texts are there too. */
export async function withAllTexts<Module>(loading: Promise<Module>): Promise<Module> {
  const [module] = await Promise.all([loading, allTexts()]);
  return module;
}

/** Without a connection it comes as soon as there is one. */
async function whenOnline<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await withAllTexts(load());
  } catch (error) {
    if (navigator.onLine) {
      throw error;
    }
    await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
    return withAllTexts(load());
  }
}

/** A component that is loaded when it is first drawn, with the texts that come on demand. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await whenOnline(load) }));
}
