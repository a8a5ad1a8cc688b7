/** Places that have keys of their own. */
export type KeyPlace = 'viewer' | 'compare' | 'gallery' | 'page';

/** Where one is: the topmost dialog says so, else the page's address. */
export function keyPlace(): KeyPlace {
  const topmost = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1);
  const { keys } = topmost?.dataset ?? {};
  if (keys === 'viewer' || keys === 'compare') {
    return keys;
  }
  return /^\/(images|loras\/)/.test(location.pathname) ? 'gallery' : 'page';
}
