import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import type { NextHandler } from 'sirv';

export type ServeFile = (
  request: IncomingMessage,
  response: ServerResponse,
  next: NextHandler,
) => void;

export function hasPage(directory: string): boolean {
  return existsSync(join(directory, 'index.html'));
}

/** Serves the page built into `directory`. The file list is read once. */
export function createStaticFiles(directory: string): ServeFile {
  const serve = sirv(directory, {
    etag: true,
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders: (response, path) => response.setHeader('cache-control', cacheControlOf(path)),
  });
  return (request, response, next) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    // Compressed copies are selected by Accept-Encoding.
    if (/\.(?:map|br|gz)$/i.test(path)) return next();
    delete request.headers.range;
    const isPage = path === '/' || (isPageRoute(path) && acceptsHtml(request));
    if (isPage) request.url = '/index.html';
    serve(request, response, next);
  };
}

function cacheControlOf(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function isPageRoute(path: string): boolean {
  return !/\.[^/]*$/.test(path) && !path.includes('/.') && !path.startsWith('/assets/');
}

function acceptsHtml(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}
