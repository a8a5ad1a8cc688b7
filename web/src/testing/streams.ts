import type { GenerationEvent } from '@/api/router';
import { act } from '@testing-library/react';
import { vi } from 'vitest';

const nothing: GenerationEvent = {
  type: '',
  position: null,
  index: null,
  step: null,
  steps: null,
  image: null,
  failure: null,
};

/** Stands in for the browser's: the test says what the server sends. */
export class FakeEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readonly CLOSED = FakeEventSource.CLOSED;
  readyState: number = FakeEventSource.OPEN;
  readonly input: { batchId?: string; id?: string; lastEventId?: string | null };
  private lastId = 0;

  constructor(url: string) {
    super();
    this.input = JSON.parse(new URL(url).searchParams.get('input') ?? '{}') as typeof this.input;
    streams.push(this);
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }

  /** Sends one event of a batch. */
  send(event: Partial<GenerationEvent> & { type: string }): Promise<void> {
    return this.sendAny({ ...nothing, ...event });
  }

  /** Sends one event of anything. */
  async sendAny(event: object): Promise<void> {
    this.lastId += 1;
    const data = JSON.stringify(event);
    await this.tell(new MessageEvent('message', { data, lastEventId: String(this.lastId) }));
  }

  /** The server has no more to say. */
  async end(): Promise<void> {
    await this.tell(new MessageEvent('return', { data: '' }));
  }

  private tell(event: Event): Promise<void> {
    return act(async () => {
      this.dispatchEvent(event);
      await new Promise((resolve) => setTimeout(resolve));
    });
  }
}

const streams: FakeEventSource[] = [];

/** The open stream of a batch or a training, as soon as the page listens to it. */
export function streamOf(id: string): Promise<FakeEventSource> {
  return vi.waitFor(() => {
    const stream = streams.find(
      (candidate) =>
        (candidate.input.batchId ?? candidate.input.id) === id &&
        candidate.readyState !== FakeEventSource.CLOSED,
    );
    if (!stream) {
      throw new Error(`Nobody listens to ${id}`);
    }
    return stream;
  });
}

export function closeStreams(): void {
  streams.splice(0).forEach((stream) => stream.close());
}
