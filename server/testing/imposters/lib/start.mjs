// Starts an imposter as a process of its own and gives it orders.
import { spawn } from 'node:child_process';

export class Imposter {
  /** `name`: 'fal' or 'sdcpp'; `options`: `{'job-ms': 50}`. */
  static async start(name, options = {}) {
    const program = new URL(`../${name}.mjs`, import.meta.url).pathname;
    const child = spawn(process.execPath, [program, ...Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)])], { stdio: ['pipe', 'pipe', 'inherit'] });
    const line = await new Promise((resolve, reject) => {
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (part) => {
        text += part;
        if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
      });
      child.once('exit', (code) => reject(new Error(`the imposter ended with ${code}`)));
    });
    return new Imposter(child, JSON.parse(line));
  }

  constructor(child, addresses) {
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', resolve));
    Object.assign(this, addresses);
  }

  async order(orders) {
    const answer = await fetch(`${this.control}/control`, { method: 'POST', body: JSON.stringify(orders) });
    if (!answer.ok) throw new Error(`the imposter refused: ${await answer.text()}`);
    return answer.json();
  }

  /** Orders faults: `fault('status', {answer: 'html'}, {times: 2, match: {prompt: 'a fox'}})`. */
  fault(at, what, options = {}) {
    return this.order({ faults: [{ at, do: what, ...options }] });
  }

  set(settings) {
    return this.order({ settings });
  }

  async report(query = '') {
    return (await fetch(`${this.control}/control${query}`)).json();
  }

  async stop() {
    this.child.stdin.end();
    return this.exited;
  }
}
