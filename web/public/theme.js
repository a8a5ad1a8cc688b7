// Runs before the first paint, so that a chosen theme never flashes in the other one. The page itself changes it later.
(() => {
  /** @param {string} key */
  const chosen = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be switched off; the system's wish then stands.
    }
  };
  const theme = chosen('theme');
  const contrast = chosen('contrast');
  const isDark =
    theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const isStrong =
    contrast === 'more' ||
    (contrast !== 'normal' && matchMedia('(prefers-contrast: more)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.documentElement.dataset.contrast = isStrong ? 'more' : 'normal';
})();
