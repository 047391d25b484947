import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, request as sendRequest } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Browsers resolve every name under localhost. */
const NAME = 'lens.localhost';

export interface Gateway {
  /** `name:port`. */
  host: string;
  url: string;
  setTarget(url: string): void;
  close(): void;
}

/** Starts a reverse proxy that sends `user` as the user of every request. */
export async function startGateway(options: { tls: boolean; user?: string }): Promise<Gateway> {
  let target = '';
  const forward: RequestListener = (incoming, outgoing) => {
    const { 'x-forwarded-user': _, ...headers } = incoming.headers;
    const upstream = sendRequest(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: {
        ...headers,
        'x-forwarded-for': '198.51.100.7',
        ...(options.user !== undefined && { 'x-forwarded-user': options.user }),
      },
    });
    upstream.on('response', (response: IncomingMessage) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  };
  const server = options.tls
    ? createHttpsServer(createCertificate(), forward)
    : createHttpServer(forward);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `${NAME}:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `${options.tls ? 'https' : 'http'}://${host}/`,
    setTarget: (url) => void (target = url),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function createCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaSha256 = encodeDer(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const commonName = encodeDer(
    0x30,
    Buffer.from('0603550403', 'hex'),
    encodeDer(0x0c, Buffer.from(NAME)),
  );
  const name = encodeDer(0x30, encodeDer(0x31, commonName));
  const encodeTime = (at: number) =>
    encodeDer(
      0x17,
      Buffer.from(`${new Date(at).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`),
    );
  const now = Date.now();
  const body = encodeDer(
    0x30,
    encodeDer(0xa0, Buffer.from('020102', 'hex')),
    encodeDer(0x02, Buffer.from([1])),
    ecdsaSha256,
    name,
    encodeDer(0x30, encodeTime(now - 86_400_000), encodeTime(now + 86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = encodeDer(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const der = encodeDer(0x30, body, ecdsaSha256, signature);
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function encodeDer(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const longForm = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const size = length < 128 ? [length] : longForm;
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
