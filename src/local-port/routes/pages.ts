import { identifierTaken, invalidRequest } from '../http/api-error.ts';
import { parseBody, readFlag } from '../http/parse-request.ts';
import { created, ok, param, type Route } from '../http/route.ts';
import type { Holders, Page, StoredPage } from '../pages/page.ts';
import { pageBody, pagePatch, pageReplacement, permissionsPatch } from '../pages/page-body.ts';
import { needPage, putPage } from '../pages/put-page.ts';
import type { LocalPortState } from '../state/state.ts';

const one = '/v1/pages/:page';

/** List, get, create, replace, patch and delete pages, and say who may see them. */
export const pageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/pages',
    handle({ query }, { pages }) {
      const isCompact = readFlag(query, 'compact');
      return ok({ pages: pages.list().map(({ page }) => (isCompact ? compact(page) : page)) });
    },
  },
  {
    method: 'GET',
    path: one,
    handle: (request, state) => ok({ page: needPage(param(request, 'page'), state).page }),
  },
  {
    method: 'POST',
    path: '/v1/pages',
    handle({ body, caller }, state) {
      const page = parseBody(pageBody, body);
      if (state.pages.get(page.identifier)) throw identifierTaken();
      checkBlueprint(page.blueprint, state);
      return created({ identifier: putPage(page, undefined, caller, state).identifier });
    },
  },
  {
    // Not in the published description; Port's Terraform provider uses it.
    method: 'PUT',
    path: one,
    handle(request, state) {
      const before = needPage(param(request, 'page'), state);
      const body = parseBody(pageReplacement, request.body);
      const page = { ...body, identifier: body.identifier ?? before.page.identifier };
      return ok({ identifier: replace(page, before, request.caller, state) });
    },
  },
  {
    method: 'PATCH',
    path: one,
    handle(request, state) {
      const before = needPage(param(request, 'page'), state);
      const patch = parseBody(pagePatch, request.body);
      const { widgets = before.page.widgets, identifier = before.page.identifier } = patch;
      const page = { ...before.page, ...patch, widgets: [...widgets], identifier };
      return ok({ identifier: replace(page, before, request.caller, state) });
    },
  },
  {
    method: 'DELETE',
    path: one,
    handle(request, state) {
      state.pages.delete(needPage(param(request, 'page'), state).page.identifier);
      return ok();
    },
  },
  {
    method: 'GET',
    path: `${one}/permissions`,
    handle: (request, state) =>
      ok({ permissions: needPage(param(request, 'page'), state).permissions }),
  },
  {
    method: 'PATCH',
    path: `${one}/permissions`,
    handle(request, state) {
      const { page, permissions: before } = needPage(param(request, 'page'), state);
      const patch = parseBody(permissionsPatch, request.body);
      const permissions = {
        read: changed(before.read, patch.read),
        update: changed(before.update, patch.update),
      };
      state.pages.put({ page, permissions });
      return ok({ permissions });
    },
  },
];

type Body = Parameters<typeof putPage>[0];

function replace(page: Body, before: StoredPage, caller: string, state: LocalPortState): string {
  const isRenamed = page.identifier !== before.page.identifier;
  if (isRenamed && state.pages.get(page.identifier)) throw identifierTaken();
  checkBlueprint(page.blueprint, state);
  return putPage(page, before, caller, state).identifier;
}

/** Every list that is given replaces the former one. */
function changed(before: Holders, patch: { [Key in keyof Holders]?: string[] | undefined } = {}) {
  const { roles = before.roles, users = before.users, teams = before.teams } = patch;
  return { roles, users, teams };
}

function checkBlueprint(blueprint: string | undefined, { catalog }: LocalPortState): void {
  if (blueprint === undefined || catalog.blueprint(blueprint)) return;
  throw invalidRequest(`The page's blueprint "${blueprint}" was not found`);
}

function compact({ widgets: _, ...page }: Page): object {
  return page;
}
