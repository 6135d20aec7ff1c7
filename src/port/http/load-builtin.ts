import type * as Https from 'node:https';
import type * as Zlib from 'node:zlib';

// `process.getBuiltinModule` where there is one: a dynamic import of a built-in module costs 15 to 35 ms on Node 22 and 24.

/** `node:https`, loaded when the first https request is made: loopback addresses do not need it. */
export async function loadHttps(): Promise<typeof Https> {
  return process.getBuiltinModule?.('node:https') ?? (await import('node:https'));
}

/** `node:zlib`, loaded when the first compressed answer arrives. */
export async function loadZlib(): Promise<typeof Zlib> {
  return process.getBuiltinModule?.('node:zlib') ?? (await import('node:zlib'));
}
