/** The passes that this tab got for passwords. They last as long as the tab: a reload does not ask again. */
const keyOf = (token: string) => `share:${token}`;

export function readPass(token: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(token));
  } catch {
    return null;
  }
}

export function writePass(token: string, pass: string): void {
  try {
    sessionStorage.setItem(keyOf(token), pass);
  } catch {
    // The page works without; it only asks again.
  }
}
