import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A web server on loopback that stands for a mirror or a package registry. */
export interface Mirror {
  readonly url: string;
  /** Serves these bytes, or answers in another way. @returns the address */
  put(path: string, answer: Buffer | RequestListener): string;
  close(): Promise<void>;
}

/** Starts one, over https when it gets a certificate. */
export async function startMirror(secure?: {
  readonly key: string;
  readonly cert: string;
}): Promise<Mirror> {
  const answers = new Map<string, Buffer | RequestListener>();
  const listener: RequestListener = (request, response) => {
    const answer = answers.get(decodeURIComponent((request.url ?? '').replace(/\?.*$/, '')));
    if (typeof answer === 'function') return answer(request, response);
    if (!answer) response.statusCode = 404;
    response.end(answer ?? 'not found');
  };
  const server = secure ? createSecureServer(secure, listener) : createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http${secure ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    put: (path, answer) => {
      answers.set(path, answer);
      return url + path;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
