import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Problem } from '../../../contract/wire/problem.ts';
import { SECURITY_HEADERS } from '../../middleware/security-headers.ts';
import { errorCode } from '../../telemetry/log.ts';

interface ErrorReply {
  status: number;
  problem: Problem;
}

const MALFORMED: ErrorReply = {
  status: 400,
  problem: { code: 'bad_request', message: 'The request is malformed.', retryable: false },
};
const UNSUPPORTED_EXPECTATION: ErrorReply = {
  status: 417,
  problem: {
    code: 'bad_request',
    message: 'The only supported value of the Expect header is 100-continue.',
    retryable: false,
  },
};
// Keys are the codes of Node's errors.
const REPLIES: Readonly<Record<string, ErrorReply>> = {
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
    problem: {
      code: 'bad_request',
      message: 'The request did not arrive in time.',
      retryable: true,
    },
  },
};

/** Replaces Node's own replies to invalid or slow requests by Problems with security headers. */
export function handleClientErrors(server: Server): void {
  const openResponses = new WeakMap<Duplex, Set<ServerResponse>>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = openResponses.get(socket) ?? new Set();
    openResponses.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { headers, body } = serialize(UNSUPPORTED_EXPECTATION);
    response.writeHead(UNSUPPORTED_EXPECTATION.status, headers).end(body);
  });
  server.on('clientError', (error: Error, socket: Duplex) => {
    // Bytes written now would become part of a response that has already started.
    const hasStarted = [...(openResponses.get(socket) ?? [])].some(
      ({ headersSent }) => headersSent,
    );
    if (socket.writable && !hasStarted) {
      const reply = REPLIES[errorCode(error) ?? ''] ?? MALFORMED;
      const { headers, body } = serialize(reply);
      const head = [
        `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status]}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    }
    socket.destroy(error);
  });
}

function serialize({ problem }: ErrorReply): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(problem);
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  return { headers, body };
}
