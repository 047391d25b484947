// A gateway as teams put in front: it ends TLS under a name of its own and passes on what it is asked.
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, request as ask } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Browsers find every name under localhost on this machine, but it is not one of the server's own. */
const NAME = 'lens.localhost';

export interface Gateway {
  /** `name:port`, as in a Host header. */
  host: string;
  url: string;
  /** Where it passes requests on to. */
  setTarget(url: string): void;
  close(): void;
}

/** Starts a gateway on a free port; `person` is whom it says that everybody is. */
export async function startGateway(options: { tls: boolean; person?: string }): Promise<Gateway> {
  let target = '';
  const pass: RequestListener = (incoming, outgoing) => {
    const { 'x-forwarded-user': _, ...headers } = incoming.headers;
    const upstream = ask(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: {
        ...headers,
        'x-forwarded-for': '198.51.100.7',
        ...(options.person !== undefined && { 'x-forwarded-user': options.person }),
      },
    });
    upstream.on('response', (answer: IncomingMessage) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  };
  const server = options.tls ? createHttpsServer(makeCertificate(), pass) : createHttpServer(pass);
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

/** A certificate that vouches for itself, for a browser told not to mind. */
function makeCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaSha256 = tag(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const commonName = tag(0x30, Buffer.from('0603550403', 'hex'), tag(0x0c, Buffer.from(NAME)));
  const name = tag(0x30, tag(0x31, commonName));
  const day = (at: number) =>
    tag(0x17, Buffer.from(`${new Date(at).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));
  const now = Date.now();
  const body = tag(
    0x30,
    tag(0xa0, Buffer.from('020102', 'hex')),
    tag(0x02, Buffer.from([1])),
    ecdsaSha256,
    name,
    tag(0x30, day(now - 86_400_000), day(now + 86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = tag(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const der = tag(0x30, body, ecdsaSha256, signature);
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

/** A DER value: its tag, its length, its content. */
function tag(type: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const size = length < 128 ? [length] : long;
  return Buffer.concat([Buffer.from([type, ...size]), content]);
}
