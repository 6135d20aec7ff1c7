import { TransportError, type TransportErrorKind } from './transport-error.ts';

const kindByCode: Readonly<Record<string, TransportErrorKind>> = {
  ECONNREFUSED: 'unreached',
  ENOTFOUND: 'unreached',
  EAI_AGAIN: 'unreached',
  EHOSTUNREACH: 'unreached',
  ENETUNREACH: 'unreached',
  ENETDOWN: 'unreached',
  UND_ERR_CONNECT_TIMEOUT: 'unreached',
  ECONNRESET: 'broken',
  ECONNABORTED: 'broken',
  ETIMEDOUT: 'broken',
  EPIPE: 'broken',
  ERR_STREAM_PREMATURE_CLOSE: 'broken',
  UND_ERR_SOCKET: 'broken',
  UND_ERR_HEADERS_TIMEOUT: 'broken',
  UND_ERR_BODY_TIMEOUT: 'broken',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broken',
  HPE_INVALID_EOF_STATE: 'broken',
  UND_ERR_PRX_TLS: 'distrusted',
  EPROTO: 'unusable',
  Z_DATA_ERROR: 'unusable',
  Z_BUF_ERROR: 'unusable',
  ERR_BUFFER_TOO_LARGE: 'too-large',
};

const kindByPattern: readonly (readonly [RegExp, TransportErrorKind])[] = [
  // OpenSSL's verification results, as Node names them (Node docs, tls: "X509 certificate error codes").
  [
    /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_CRL|CRL_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/,
    'distrusted',
  ],
  [/^(HPE_|ERR_SSL_|ERR_TLS_)/, 'unusable'],
];

interface ErrorWithCode {
  readonly code: string;
  readonly message: string;
  readonly syscall?: unknown;
  readonly errors?: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const hasCode = (thrown: unknown): thrown is ErrorWithCode =>
  isObject(thrown) && 'code' in thrown && typeof thrown.code === 'string';

/** Undici's error for bytes that are no HTTP has a code for some of them only. */
const isParserError = (thrown: unknown): thrown is Error =>
  isObject(thrown) && 'name' in thrown && thrown.name === 'HTTPParserError';

/** What Node or undici threw as a `TransportError`; anything else comes back as it is, for it may be a bug of ours. */
export function asTransportError(thrown: unknown): unknown {
  if (thrown instanceof TransportError) return thrown;
  if (isParserError(thrown)) return new TransportError('unusable', 'HPE', thrown.message);
  if (!hasCode(thrown)) return thrown;
  const proxyStatus = /^Proxy response \((\d{3})\)/.exec(thrown.message)?.[1];
  if (proxyStatus !== undefined) return proxyRefusal(Number(proxyStatus));
  const kind = kindOf(thrown);
  return kind === undefined ? thrown : new TransportError(kind, thrown.code, messageOf(thrown));
}

function kindOf({ code, syscall }: ErrorWithCode): TransportErrorKind | undefined {
  if (code === 'ETIMEDOUT' && syscall === 'connect') return 'unreached';
  return kindByCode[code] ?? kindByPattern.find(([pattern]) => pattern.test(code))?.[1];
}

/** A proxy that cannot reach the server says 5xx and may do better later; 403 and 407 stay as they are. */
function proxyRefusal(status: number): TransportError {
  const kind = status >= 502 && status <= 504 ? 'unreached' : 'unusable';
  return new TransportError(kind, `PROXY_${status}`, `the proxy answered ${status} to CONNECT`);
}

/** An attempt on several addresses of one name has an empty message of its own. */
function messageOf({ code, message, errors }: ErrorWithCode): string {
  if (message !== '') return message;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return isObject(first) && 'message' in first && first.message ? String(first.message) : code;
}
