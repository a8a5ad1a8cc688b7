// Status as server-sent events: one event at once, one with every change, one now and then, the end after COMPLETED.
import { failCall } from '../lib/calls.mjs';
import { stringifyExact } from '../lib/exact_json.mjs';
import { reset } from '../lib/http.mjs';
import { statusOf } from './status.mjs';

export class StatusStreams {
  constructor(origin) {
    this.origin = origin;
    this.open = this.open.bind(this);
    this.byRequest = new Map();
    origin.requests.on('changed', (request) => {
      for (const stream of this.byRequest.get(request) ?? []) stream.tell();
    });
    setInterval(() => this.#tellAll(), origin.settings.beatMs).unref();
  }

  /** `fault`: a failing call (`answer`), or `cutAfter` events, `silent` from the start, `garbage` between, `word`, `without`. */
  async open(request, response, { logs, fault }) {
    if (await failCall(response, fault)) return;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-fal-request-id': request.id });
    response.flushHeaders();
    const stream = { tell: () => this.#tell(request, response, stream), logs, fault: fault ?? {}, told: 0 };
    const streams = this.byRequest.get(request) ?? new Set();
    this.byRequest.set(request, streams.add(stream));
    response.on('close', () => {
      streams.delete(stream);
      if (streams.size === 0) this.byRequest.delete(request);
    });
    stream.tell();
  }

  #tellAll() {
    for (const streams of this.byRequest.values()) {
      for (const stream of streams) stream.tell();
    }
  }

  #tell(request, response, stream) {
    const { fault } = stream;
    if (fault.silent || response.writableEnded || response.destroyed) return;
    if (stream.told === fault.cutAfter) return void reset(response);
    if (fault.garbage) response.write('event: ping\ndata: {"status":\n\n: comment\n\ndata: 17\n\n');
    response.write(`data: ${stringifyExact(statusOf(request, this.origin, stream, fault))}\n\n`);
    ++stream.told;
    if (request.state === 'COMPLETED' && fault.word === undefined) response.end();
  }
}
