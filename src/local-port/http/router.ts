import type { Route } from './route.ts';

interface Pattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** A route with the parameters that the path gives it. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request; slashes inside an identifier have to be encoded, as with Port. */
export class Router {
  readonly #patterns: readonly Pattern[];

  constructor(routes: readonly Route[]) {
    this.#patterns = routes.map((route) => ({ route, segments: route.path.split('/') }));
  }

  /** `null` when no route has this method and path. @throws URIError when the path cannot be decoded */
  match(method: string, path: string): RouteMatch | null {
    const parts = path.split('/');
    for (const { route, segments } of this.#patterns) {
      if (route.method !== method || segments.length !== parts.length) continue;
      const params = matchSegments(segments, parts);
      if (params) return { route, params };
    }
    return null;
  }
}

function matchSegments(
  segments: readonly string[],
  parts: readonly string[],
): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (segment.startsWith(':')) {
      if (part === '') return null;
      params[segment.slice(1)] = decodeURIComponent(part);
    } else if (segment !== part) {
      return null;
    }
  }
  return params;
}
