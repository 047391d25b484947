// Prints responses per second over raw sockets: an HTTP client would be slower than the server.
// Arguments: server URL, path, `known` to revalidate.
import { connect } from 'node:net';

const [address = '', path = '', cacheState] = process.argv.slice(2);
const { hostname, port, host } = new URL(address);
const etag = (await fetch(address + path)).headers.get('etag') ?? '';
const requestText =
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: br\r\n` +
  (cacheState === 'known' ? `If-None-Match: ${etag}\r\n` : '') +
  '\r\n';
const SECONDS = 2;
const SOCKETS = 32;
let responses = 0;
let isOver = false;

function openSocket() {
  const socket = connect(Number(port), hostname, () => socket.write(requestText));
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    received += chunk;
    for (;;) {
      const headEnd = received.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = received.slice(0, headEnd);
      const status = Number(head.slice(9, 12));
      if (status !== 200 && status !== 304) throw new Error(head);
      const bodyLength = status === 304 ? 0 : Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (received.length < headEnd + 4 + bodyLength) return;
      received = received.slice(headEnd + 4 + bodyLength);
      responses += 1;
      if (isOver) socket.destroy();
      else socket.write(requestText);
    }
  });
}

for (let i = 0; i < SOCKETS; i += 1) openSocket();
await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
isOver = true;
console.log(responses / SECONDS);
process.exit(0);
