/**
 * Why there is no answer:
 * `unreached`: the request never left; `broken`: the connection ended on the way, so the server may have acted on it;
 * `timed-out`: no complete answer within the limit of one attempt; `distrusted`: the server's certificate;
 * `unusable`: a proxy's refusal or bytes that are no HTTP; `too-large`: more than we read;
 * `stopped`: the time for everything was used up; `paused`: the rate limit's pause is longer than the time left.
 */
export type TransportErrorKind =
  | 'unreached'
  | 'broken'
  | 'timed-out'
  | 'distrusted'
  | 'unusable'
  | 'too-large'
  | 'stopped'
  | 'paused';

interface TransportErrorDetails {
  /** True when an idle connection turned out to be closed by the server; a repeat needs no delay. */
  readonly staleConnection?: boolean;
}

/** No answer. Holds text only, so that printing it cannot show a request with its headers. */
export class TransportError extends Error {
  readonly kind: TransportErrorKind;
  /** Node's or undici's own code, for instance `ECONNREFUSED`. */
  readonly code: string;
  readonly staleConnection: boolean;

  constructor(
    kind: TransportErrorKind,
    code: string,
    message: string,
    { staleConnection = false }: TransportErrorDetails = {},
  ) {
    super(message);
    this.name = 'TransportError';
    this.kind = kind;
    this.code = code;
    this.staleConnection = staleConnection;
  }
}
