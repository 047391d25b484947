// What Node answers by itself, before there is a request to hand on: with a Problem and our headers instead.
import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Problem } from '../../../contract/wire/problem.ts';
import { errorCode } from '../../telemetry/log.ts';
import { SECURITY_HEADERS } from '../../middleware/security-headers.ts';

interface Refusal {
  status: number;
  problem: Problem;
}

const UNREADABLE: Refusal = {
  status: 400,
  problem: {
    code: 'bad_request',
    message: 'The request could not be read.',
    retryable: false,
  },
};
const UNMET: Refusal = {
  status: 417,
  problem: {
    code: 'bad_request',
    message: 'Expect may be nothing but 100-continue.',
    retryable: false,
  },
};
/** By the code of Node's error. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    problem: { code: 'too_large', message: 'The headers are too large.', retryable: false },
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    problem: {
      code: 'too_large',
      message: 'The chunk extensions are too large.',
      retryable: false,
    },
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    problem: { code: 'bad_request', message: 'The request did not come in time.', retryable: true },
  },
};

/** Answers what cannot be read, is too slow, or expects what is not to be had; then hangs up. */
export function handleClientErrors(server: Server): void {
  const underWay = new WeakMap<Duplex, Set<ServerResponse>>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = underWay.get(socket) ?? new Set();
    underWay.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { headers, body } = write(UNMET);
    response.writeHead(UNMET.status, headers).end(body);
  });
  server.on('clientError', (error: Error, socket: Duplex) => {
    const isAnswered = [...(underWay.get(socket) ?? [])].some(({ headersSent }) => headersSent);
    // A second answer in the midst of one would be read as a part of it.
    if (socket.writable && !isAnswered) {
      const refusal = REFUSALS[errorCode(error) ?? ''] ?? UNREADABLE;
      const { headers, body } = write(refusal);
      const head = [
        `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    }
    socket.destroy(error);
  });
}

function write({ problem }: Refusal): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(problem);
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  return { headers, body };
}
