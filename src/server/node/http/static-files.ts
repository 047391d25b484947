// The built page, served from a map of files made at start: what is not in it does not exist.
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import type { NextHandler } from 'sirv';

/** Answers a request for a file, or calls `next`. */
export type ServeFile = (
  request: IncomingMessage,
  response: ServerResponse,
  next: NextHandler,
) => void;

/** Whether a page was built into `directory`. */
export function hasPage(directory: string): boolean {
  return existsSync(join(directory, 'index.html'));
}

/** Serves the page built into `directory`. */
export function createStaticFiles(directory: string): ServeFile {
  const serve = sirv(directory, {
    etag: true,
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders: (response, path) => response.setHeader('cache-control', cachingOf(path)),
  });
  return (request, response, next) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    // The packed twins are chosen by Accept-Encoding, never asked for by name.
    if (/\.(?:map|br|gz)$/i.test(path)) return next();
    // Files are small: parts of them are nothing anybody needs.
    delete request.headers.range;
    const page = path === '/' || (isPageRoute(path) && acceptsHtml(request));
    if (page) request.url = '/index.html';
    serve(request, response, next);
  };
}

/** Names with a hash never change; everything else is asked about each time. */
function cachingOf(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** An address a person may have typed: no file name at its end. */
function isPageRoute(path: string): boolean {
  return !/\.[^/]*$/.test(path) && !path.includes('/.') && !path.startsWith('/assets/');
}

function acceptsHtml(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}
