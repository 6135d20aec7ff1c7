import type * as Http from 'node:http';
import type * as Https from 'node:https';
import type * as Zlib from 'node:zlib';

// `process.getBuiltinModule` where there is one (Node 20.16, 22.3): an import from `node:http` or `node:https`, static or
// not, reads every export, and one of them makes Node 22 and 24 load their own undici, which takes 60 ms and more.

/** `node:http`, loaded when the first request to loopback is made. */
export async function loadHttp(): Promise<typeof Http> {
  return process.getBuiltinModule?.('node:http') ?? (await import('node:http'));
}

/** `node:https`, loaded when the first https request is made. */
export async function loadHttps(): Promise<typeof Https> {
  return process.getBuiltinModule?.('node:https') ?? (await import('node:https'));
}

/** `node:zlib`, loaded when the first compressed answer arrives. */
export async function loadZlib(): Promise<typeof Zlib> {
  return process.getBuiltinModule?.('node:zlib') ?? (await import('node:zlib'));
}
