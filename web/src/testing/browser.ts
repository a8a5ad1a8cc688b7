// What jsdom lacks of a browser, as far as the page needs it.
import { FakeEventSource } from './streams';

function tellToggled(element: HTMLElement, newState: 'open' | 'closed'): void {
  element.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
}

Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});

Object.assign(HTMLElement.prototype, {
  hidePopover(this: HTMLElement) {
    tellToggled(this, 'closed');
  },
  scrollIntoView: () => undefined,
});

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const id = target?.closest('[popovertarget]')?.getAttribute('popovertarget');
  const popover = id ? document.getElementById(id) : null;
  if (popover) {
    tellToggled(popover, 'open');
  }
});

/** Every element is this wide, and stays so: rows of pictures need some width to stand in. */
Element.prototype.getBoundingClientRect = () =>
  ({ top: 0, bottom: 500, left: 0, right: 1000, width: 1000, height: 500 }) as DOMRect;

function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(new Error('The file could not be read.'));
    reader.readAsArrayBuffer(blob);
  });
}

Object.assign(Blob.prototype, {
  arrayBuffer(this: Blob) {
    return bytesOf(this);
  },
  stream(this: Blob) {
    return new ReadableStream<Uint8Array>({
      start: async (controller) => {
        controller.enqueue(new Uint8Array(await bytesOf(this)));
        controller.close();
      },
    });
  },
});

class StillObserver {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
}

// Nothing here is cleared to make room.
Object.assign(navigator, { storage: { persist: () => Promise.resolve(true) } });

Object.assign(globalThis, {
  ResizeObserver: StillObserver,
  EventSource: FakeEventSource,
  scrollTo: () => undefined,
  scrollBy: () => undefined,
  matchMedia: (media: string) =>
    Object.assign(new EventTarget(), { media, matches: false, onchange: null }),
});
