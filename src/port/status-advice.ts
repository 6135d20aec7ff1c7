import type { ErrorCode } from '../errors/codes.ts';
import { singleLine } from '../host/single-line.ts';
import type { Call } from './call.ts';
import type { ErrorBody } from './error-body.ts';
import type { HttpResponse } from './http/transport.ts';
import { routes } from './routes.ts';

/** The code of an error and the next step for the person who reads it. */
export interface Advice {
  readonly code: ErrorCode;
  readonly hint: string;
}

/** What to do about an answer. Only the status decides: Port's messages may change. */
export function adviceFor(call: Call, response: HttpResponse, body: ErrorBody): Advice {
  const { status } = response;
  if (status >= 300 && status < 400) return redirected(response);
  // Servers on the way to Port send pages of their own for 408, 413, 429 and 5xx.
  if (body.pageTitle !== null && status < 500 && ![408, 413, 429].includes(status)) {
    return notPort('check `base-url`, and whether a proxy or firewall answers in place of Port');
  }
  if (status === 404) return notFound(call);
  if (status === 401) return refused(call);
  return adviceByStatus[status] ?? (status >= 500 ? serverError : rejected);
}

const notPort = (hint: string): Advice => ({ code: 'API_UNREADABLE', hint });

function redirected({ headers }: HttpResponse): Advice {
  const { location = '' } = headers;
  const target = URL.canParse(location) ? new URL(location).origin : 'another address';
  return notPort(`check \`base-url\`: the server redirects to ${singleLine(target, 100)}`);
}

/** Port answers 401 in the wrong region too: an account lives in one. */
function refused({ route, address }: Call): Advice {
  const other = address.region === 'eu' ? 'us' : 'eu';
  const region =
    address.region === null
      ? 'check that `base-url` is the address of this account'
      : `this was the ${address.region} region: if the account lives in the other one, set \`region: ${other}\``;
  if (route.path === routes.login.path) {
    return {
      code: 'API_CREDENTIALS',
      hint: `check \`client-id\` and \`client-secret\`; ${region}`,
    };
  }
  return {
    code: 'API_CREDENTIALS',
    hint: `give a new \`access-token\`, or \`client-id\` and \`client-secret\`; ${region}`,
  };
}

function notFound({ route, params }: Call): Advice {
  const blueprint = singleLine(params.blueprint ?? '', 100);
  if (route.path === routes.login.path) {
    return {
      code: 'API_NOT_FOUND',
      hint: 'check `base-url`: there is no Port API at this address',
    };
  }
  if (route.path === routes.upsertEntity.path || route.path === routes.upsertEntities.path) {
    return {
      code: 'API_NOT_FOUND',
      hint: `check that the blueprint "${blueprint}", its relations and the related entities exist; catalog/blueprints/deployment.json is what they look like`,
    };
  }
  if (params.blueprint !== undefined && Object.keys(params).length === 1) {
    return {
      code: 'API_BLUEPRINT_MISSING',
      hint: `create the blueprint "${blueprint}" (catalog/blueprints/deployment.json), or correct its name in the options`,
    };
  }
  return {
    code: 'API_NOT_FOUND',
    hint: 'check the name, and that these credentials are for the right account',
  };
}

const rejected: Advice = {
  code: 'API_REJECTED',
  hint: 'correct what Port names; `port-dora doctor` compares the account with what is sent',
};

const serverError: Advice = {
  code: 'API_SERVER',
  hint: 'try again later; if it stays, give the trace id to Port support',
};

const adviceByStatus: Readonly<Record<number, Advice>> = {
  403: {
    code: 'API_FORBIDDEN',
    hint: 'give these credentials the permission; if the organization has an IP allow list, add the address of this runner',
  },
  407: { code: 'API_NETWORK', hint: 'check user and password in HTTPS_PROXY' },
  408: { code: 'API_TIMEOUT', hint: 'try again later, or raise `timeout`' },
  413: {
    code: 'API_TOO_LARGE',
    hint: 'send less: Port takes 1 MiB per request, so shorten `properties`',
  },
  429: {
    code: 'API_RATE_LIMITED',
    hint: 'raise `timeout`, or send less at a time: the limit counts all requests of the organization',
  },
};
