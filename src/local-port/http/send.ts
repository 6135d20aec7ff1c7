import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { LocalPortState } from '../state/state.ts';

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly text: string;
  /** `null` takes away a header that would be sent otherwise. */
  readonly headers: Readonly<Record<string, string | null>>;
}

export const jsonType = 'application/json; charset=utf-8';
export const htmlType = 'text/html; charset=utf-8';

/** An object as a JSON answer. */
export function jsonAnswer(status: number, body: object): WireAnswer {
  return { status, text: JSON.stringify(body), headers: { 'content-type': jsonType } };
}

/** The headers of every answer of Port: the trace and the state of the rate limit. */
export function portHeaders({ rate, behaviour, clock }: LocalPortState): Record<string, string> {
  const reset = behaviour.current.rateLimitReset;
  return {
    'x-trace-id': randomUUID().replaceAll('-', ''),
    'x-ratelimit-limit': String(rate.limit),
    'x-ratelimit-period': String(rate.periodSeconds),
    'x-ratelimit-remaining': String(rate.remaining),
    'x-ratelimit-reset': resetHeader(rate.resetsAt, clock.now(), reset),
  };
}

/** The end of a window, told as an epoch or as a distance from now, in whole seconds. */
export function resetHeader(resetsAt: number, now: number, reading: 'epoch' | 'delta'): string {
  return String(Math.ceil((reading === 'epoch' ? resetsAt : resetsAt - now) / 1000));
}

/** Sends an answer whole. */
export function send(response: ServerResponse, answer: WireAnswer): void {
  writeHead(response, answer);
  response.end(answer.text);
}

/** Sends the head and half of the text, then cuts the connection. */
export function sendHalf(response: ServerResponse, answer: WireAnswer): void {
  writeHead(response, answer);
  const bytes = Buffer.from(answer.text);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function writeHead(response: ServerResponse, { status, text, headers }: WireAnswer): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== null) response.setHeader(name, value);
  }
  response.setHeader('content-length', Buffer.byteLength(text));
}
