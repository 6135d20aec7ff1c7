import type { ErrorCode } from '../errors/codes.ts';
import { singleLine } from '../host/single-line.ts';
import { ApiError } from './api-error.ts';
import { type Call, callEffort, callName } from './call.ts';
import type { TransportError, TransportErrorKind } from './http/transport-error.ts';

/** The error for a request that got no answer. */
export function failureError(call: Call, failure: TransportError): ApiError {
  const { method, path } = call.route;
  const effort = callEffort(failure.message === call.stopped ? { ...call, stopped: null } : call);
  const message = `${callName(call)} got no answer from ${call.address.api}: ${singleLine(failure.message)}${effort}`;
  return new ApiError(codeByKind[failure.kind] ?? 'API_NETWORK', call.secrets.redact(message), {
    hint: hintFor(failure, call),
    cause: failure,
    method,
    route: path,
    status: null,
    traceId: null,
    portError: null,
    portMessage: null,
  });
}

const codeByKind: Partial<Readonly<Record<TransportErrorKind, ErrorCode>>> = {
  'timed-out': 'API_TIMEOUT',
  stopped: 'API_TIMEOUT',
  paused: 'API_RATE_LIMITED',
  'too-large': 'API_UNREADABLE',
};

const hintByCode: Readonly<Record<string, string>> = {
  ENOTFOUND:
    'check `base-url` and the name resolution of this runner; behind a proxy, set HTTPS_PROXY',
  EAI_AGAIN: 'check the name resolution (DNS) of this runner',
  CERT_HAS_EXPIRED: 'renew the certificate of the server, or correct the clock of this runner',
  CERT_NOT_YET_VALID: 'correct the clock of this runner',
  ERR_TLS_CERT_ALTNAME_INVALID: 'check `base-url`: the certificate is for another host name',
  EPROTO: 'check `base-url` and HTTPS_PROXY: the server does not speak TLS there',
  PROXY_407: 'check user and password in HTTPS_PROXY: the proxy does not accept them',
};

const hintByKind: Readonly<Record<TransportErrorKind, string>> = {
  unreached:
    'check `base-url`, and that this runner may connect to it; behind a proxy, set HTTPS_PROXY',
  broken: 'try again; if it stays, check the proxy or firewall between this runner and Port',
  'timed-out':
    'check whether a firewall drops the connection; behind a proxy, set HTTPS_PROXY; or raise `timeout`',
  distrusted:
    'if your network uses its own certificate authority, set NODE_EXTRA_CA_CERTS to its PEM file',
  unusable: 'check `base-url` and HTTPS_PROXY: what answers there is not the Port API',
  'too-large': 'ask for less, or check whether `base-url` is the Port API',
  stopped: 'raise `timeout`',
  paused:
    'raise `timeout`, or send less at a time: the limit counts all requests of the organization',
};

function hintFor({ kind, code }: TransportError, { address }: Call): string {
  if (code === 'ECONNREFUSED' && address.region === null) {
    return `start the server at ${address.api}, or correct \`base-url\``;
  }
  if (/^PROXY_/.test(code) && code !== 'PROXY_407')
    return 'ask who runs the proxy to let this runner reach Port';
  return hintByCode[code] ?? hintByKind[kind];
}
