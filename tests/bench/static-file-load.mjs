// Asks for one file as fast as it is answered, for two seconds over 32 pipelines of raw sockets: a full
// HTTP client would be slower than what it measures. Prints answers a second.
// In: the server's address, a path, and whether the browser has the file already.
import { connect } from 'node:net';

const [address = '', path = '', known] = process.argv.slice(2);
const { hostname, port, host } = new URL(address);
const etag = (await fetch(address + path)).headers.get('etag') ?? '';
const question =
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: br\r\n` +
  (known === 'known' ? `If-None-Match: ${etag}\r\n` : '') +
  '\r\n';
const SECONDS = 2;
let answered = 0;
let isOver = false;

function askOn() {
  const socket = connect(Number(port), hostname, () => socket.write(question));
  let rest = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    rest += chunk;
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = rest.slice(0, end);
      const status = Number(head.slice(9, 12));
      if (status !== 200 && status !== 304) throw new Error(head);
      const body = status === 304 ? 0 : Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (rest.length < end + 4 + body) return;
      rest = rest.slice(end + 4 + body);
      answered += 1;
      if (isOver) socket.destroy();
      else socket.write(question);
    }
  });
}

for (let i = 0; i < 32; i += 1) askOn();
await new Promise((done) => setTimeout(done, SECONDS * 1_000));
isOver = true;
console.log(answered / SECONDS);
process.exit(0);
