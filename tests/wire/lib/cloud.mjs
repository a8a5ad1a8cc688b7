// Object stores in a cloud: the imposters of server/testing/imposters, each a process of its own, and the settings that lead there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const folder = new URL('../../../server/testing/imposters/', import.meta.url).pathname;

export class Cloud {
  /** `name` is gcs or s3. */
  static async start(name, ...args) {
    const child = spawn(process.execPath, [`${folder}${name}.mjs`, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    return new Cloud(name, child, JSON.parse(line));
  }

  constructor(name, child, facts) {
    this.name = name;
    this.child = child;
    this.facts = facts;
    this.origin = `http://127.0.0.1:${facts.port}`;
  }

  async stop() {
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }

  /** Counts, calls and objects; after having done what `wish` says. */
  async control(wish = {}) {
    const answer = await fetch(`${this.origin}/_control`, { method: 'POST', body: JSON.stringify(wish) });
    return answer.json();
  }

  fault(fault) {
    return this.control({ fault });
  }

  /** As LIKENESS_OBJECTS names it. */
  get place() {
    return this.name === 'gcs' ? 'gs:' : `s3://127.0.0.1:${this.facts.port}?region=us-east-1`;
  }

  /** The settings that lead there, without LIKENESS_OBJECTS. */
  get credentials() {
    if (this.name === 's3') return { AWS_ACCESS_KEY_ID: this.facts.accessKeyId, AWS_SECRET_ACCESS_KEY: this.facts.secretAccessKey };
    return {
      GCP_PROJECT_ID: this.facts.projectId,
      GCP_CLIENT_EMAIL: this.facts.clientEmail,
      GCP_PRIVATE_KEY: this.facts.privateKey.replaceAll('\n', '\\n'),
      STORAGE_EMULATOR_HOST: this.origin,
      GCP_TOKEN_URI: `${this.origin}/token`,
    };
  }

  get env() {
    return { LIKENESS_OBJECTS: this.place, ...this.credentials };
  }

  /** Texts that nobody may ever read anywhere. */
  get secrets() {
    if (this.name === 's3') return [this.facts.secretAccessKey];
    const lines = this.facts.privateKey.trim().split('\n').slice(1, -1);
    return [lines[3], lines[10], 'ya29.'];
  }
}
