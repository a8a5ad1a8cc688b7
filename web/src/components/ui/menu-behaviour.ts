const kGap = 6;
const kEdge = 8;

/** Puts the menu below its button and inside the window. */
export function placeMenu(list: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const left = at.left + width + kEdge > innerWidth ? at.right - width : at.left;
  const below = at.bottom + kGap;
  const top = below + height + kEdge > innerHeight ? at.top - height - kGap : below;
  list.style.left = `${Math.max(kEdge, left)}px`;
  list.style.top = `${Math.max(kEdge, top)}px`;
}

function itemsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

/** Moves the focus as the keys of a menu do; false for other keys. "open" goes to the chosen item, else the first. */
export function moveFocus(list: HTMLElement, key: string): boolean {
  const items = itemsOf(list);
  const at = items.findIndex((item) => item === document.activeElement);
  const targets: Record<string, HTMLElement | undefined> = {
    open:
      items.find(
        (item) => item.ariaChecked === 'true' || item.getAttribute('aria-checked') === 'true',
      ) ?? items[0],
    ArrowDown: items[(at + 1) % items.length],
    ArrowUp: items.at(at <= 0 ? -1 : at - 1),
    Home: items[0],
    End: items.at(-1),
  };
  const target = targets[key];
  target?.focus();
  return target !== undefined;
}
