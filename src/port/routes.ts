import { PortDoraError } from '../errors/port-dora-error.ts';
import { singleLine } from '../host/single-line.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type QueryValue = string | number | boolean | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

/** The names between braces in a path. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsOf<Rest>
  : never;

export interface Route<Path extends string = string> {
  readonly method: Method;
  /** With parameters in braces: also the route's name in errors and logs. */
  readonly path: Path;
  /** True when sending it twice does what sending it once does. */
  readonly repeatable: boolean;
  /** Sent each time: Port's description marks some parameters as required although they have a default. */
  readonly query: Query;
}

function route<const Path extends string>(
  method: Method,
  path: Path,
  { repeatable = true, query = {} }: { readonly repeatable?: boolean; readonly query?: Query } = {},
): Route<Path> {
  return { method, path, repeatable, query };
}

const merging = { query: { upsert: true, merge: true } };
const creating = { repeatable: false };

/** Every route of the Port API that this project uses. Names and parameters: Port's OpenAPI description. */
export const routes = {
  login: route('POST', '/v1/auth/access_token'),
  getOrganization: route('GET', '/v1/organization'),

  listBlueprints: route('GET', '/v1/blueprints'),
  getBlueprint: route('GET', '/v1/blueprints/{blueprint}'),
  createBlueprint: route('POST', '/v1/blueprints', creating),
  patchBlueprint: route('PATCH', '/v1/blueprints/{blueprint}'),
  replaceBlueprint: route('PUT', '/v1/blueprints/{blueprint}'),
  deleteBlueprint: route('DELETE', '/v1/blueprints/{blueprint}'),
  renameMirror: route('PATCH', '/v1/blueprints/{blueprint}/mirror/{property}/rename', creating),

  upsertEntity: route('POST', '/v1/blueprints/{blueprint}/entities', merging),
  upsertEntities: route('POST', '/v1/blueprints/{blueprint}/entities/bulk', merging),
  getEntity: route('GET', '/v1/blueprints/{blueprint}/entities/{entity}'),
  deleteEntity: route('DELETE', '/v1/blueprints/{blueprint}/entities/{entity}', {
    query: { delete_dependents: false },
  }),
  searchEntities: route('POST', '/v1/blueprints/{blueprint}/entities/search'),
  countEntities: route('GET', '/v1/blueprints/{blueprint}/entities-count'),

  listScorecards: route('GET', '/v1/blueprints/{blueprint}/scorecards'),
  createScorecard: route('POST', '/v1/blueprints/{blueprint}/scorecards', creating),
  replaceScorecard: route('PUT', '/v1/blueprints/{blueprint}/scorecards/{scorecard}'),
  deleteScorecard: route('DELETE', '/v1/blueprints/{blueprint}/scorecards/{scorecard}'),

  listPages: route('GET', '/v1/pages', { query: { compact: false } }),
  getPage: route('GET', '/v1/pages/{page}'),
  createPage: route('POST', '/v1/pages', creating),
  patchPage: route('PATCH', '/v1/pages/{page}'),
  deletePage: route('DELETE', '/v1/pages/{page}'),

  listIntegrations: route('GET', '/v1/integration'),
  getIntegration: route('GET', '/v1/integration/{integration}'),
  patchIntegrationConfig: route('PATCH', '/v1/integration/{integration}/config'),
} as const;

/** The name of a route in errors and logs. */
export const routeName = ({ method, path }: Route): string => `${method} ${path}`;

/**
 * The path and query of one request.
 * @throws PortDoraError OPTION_INVALID for a name that cannot stand in a path.
 */
export function pathOf(
  { path, query: always }: Route,
  params: Readonly<Record<string, string>>,
  query: Query = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, params[name] ?? ''));
  const pairs = Object.entries({ ...always, ...query }).flatMap(([key, value]) =>
    [value].flat().map((one) => `${encodeURIComponent(key)}=${encodeURIComponent(one)}`),
  );
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

/** Dots alone would be taken as "this folder" and "the folder above" on the way. */
function segment(name: string, value: string): string {
  const encoded = value === '.' || value === '..' ? '' : encodedOrEmpty(value);
  if (encoded !== '') return encoded;
  throw new PortDoraError(
    'OPTION_INVALID',
    `"${singleLine(value, 100)}" is not a possible ${name}`,
    { hint: `check the identifier of the ${name}` },
  );
}

/** Half a surrogate pair cannot be encoded. */
function encodedOrEmpty(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return '';
  }
}
