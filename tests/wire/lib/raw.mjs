// Bytes to a server and bytes from it, without a client that tidies them.
import { connect } from 'node:net';

/** A connection. Collects what comes; `ended` tells when the other side has closed. */
export class RawConnection {
  static async open(server, localAddress) {
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawConnection(socket);
  }

  constructor(socket) {
    this.socket = socket;
    this.received = '';
    this.waiting = [];
    this.isOver = false;
    this.ended = new Promise((resolve) => {
      socket.once('close', () => {
        this.isOver = true;
        this.#wake();
        resolve(this.received);
      });
    });
    socket.on('error', () => {}); // a reset shows as the end
    socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1');
      this.#wake();
    });
  }

  #wake() {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  send(bytes) {
    this.socket.write(bytes);
    return this;
  }

  close() {
    this.socket.destroy();
  }

  /** Waits until the pattern has come. */
  async receive(pattern) {
    for (;;) {
      const found = pattern.exec(this.received);
      if (found) return found;
      if (this.isOver) throw new Error(`the connection ended before ${pattern} came: ${this.received.slice(0, 500)}`);
      await new Promise((resolve) => this.waiting.push(resolve));
    }
  }
}

/** What a server answers to these bytes until it closes the connection. */
export async function exchange(server, ...pieces) {
  const connection = await RawConnection.open(server);
  for (const piece of pieces) connection.send(piece);
  return connection.ended;
}

export const statusOf = (answer) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

/** A request as text, closing the connection unless told otherwise. */
export const requestText = (method, target, { headers = {}, body = '', close = true } = {}) =>
  `${method} ${target} HTTP/1.1\r\nHost: x\r\n${close ? 'Connection: close\r\n' : ''}` +
  `${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
