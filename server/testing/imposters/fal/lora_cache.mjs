// How the service fetches what an input links to: with a client of its own, cached by the whole link. (The real one takes
// only addresses of the public Internet; here they are all on loopback.)
import { isLora, readHeader } from '../lib/safetensors.mjs';

const mostRedirects = 5;

export class LoraCache {
  constructor(keyLeaks) {
    this.fetches = {};
    this.sizes = {};
    this.keyLeaks = keyLeaks;
    this.known = new Map();
    this.fetch = this.fetch.bind(this);
  }

  clear() {
    this.known.clear();
  }

  /** Undefined when the LoRA can be used, else the reason. What could not be used is fetched again the next time. */
  load(path) {
    const known = this.known.get(path);
    if (known) return known;
    const loading = this.#inspect(path).then((problem) => {
      if (problem) this.known.delete(path);
      return problem;
    });
    this.known.set(path, loading);
    return loading;
  }

  async #inspect(path) {
    if (!/^https?:\/\//.test(path)) return `Repository ${path} was not found`;
    try {
      const header = readHeader(await this.fetch(path));
      return isLora(header) ? undefined : 'The file holds no LoRA';
    } catch (error) {
      return `Failed to load the LoRA: ${error.message}`;
    }
  }

  /** The bytes behind a link; counted by link. */
  async fetch(link) {
    this.fetches[link] = (this.fetches[link] ?? 0) + 1;
    this.keyLeaks.look('input', link, {});
    let url = link;
    for (let redirects = 0; redirects <= mostRedirects; ++redirects) {
      const answer = await fetch(url, { redirect: 'manual', headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:47.0) Gecko/20100101 Firefox/47.0' } });
      if (answer.status >= 300 && answer.status < 400) {
        url = new URL(answer.headers.get('location'), url).href;
        continue;
      }
      if (answer.status !== 200) throw new Error(`HTTP Error ${answer.status}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      this.sizes[link] = bytes.length;
      return bytes;
    }
    throw new Error('too many redirects');
  }
}
