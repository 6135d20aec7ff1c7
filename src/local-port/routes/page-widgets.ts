import { invalidRequest, notFound } from '../http/api-error.ts';
import { parseBody } from '../http/parse-request.ts';
import { type ApiRequest, created, ok, param, type Route } from '../http/route.ts';
import { isJsonObject } from '../model/json.ts';
import type { Page } from '../pages/page.ts';
import { widgetAddition } from '../pages/page-body.ts';
import { needPage, newWidgetId, putPage } from '../pages/put-page.ts';
import { type Widget, widget as widgetBody } from '../pages/widget-body.ts';
import {
  childrenOf,
  everyWidget,
  mapWidgets,
  withChild,
  withoutColumn,
} from '../pages/widget-tree.ts';
import type { LocalPortState } from '../state/state.ts';

const all = '/v1/pages/:page/widgets';

/** Add, change and remove single widgets of a page. */
export const pageWidgetRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: all,
    handle(request, state) {
      const { page } = needPage(param(request, 'page'), state);
      const { parentWidgetId, widget } = parseBody(widgetAddition, request.body);
      const parent = needWidget(page, parentWidgetId);
      if (parent.type !== 'dashboard-widget' && !parent.groups?.length) {
        throw invalidRequest(`The widget "${parentWidgetId}" cannot hold others`);
      }
      const child = { ...widget, id: widget.id ?? newWidgetId() };
      save(page, request, state, (one) => (one === parent ? withChild(one, child) : one));
      return created({ widget: child });
    },
  },
  {
    // The reference gives this route no body: what is sent is taken for the keys that change.
    method: 'PATCH',
    path: `${all}/:widget`,
    handle(request, state) {
      const { page } = needPage(param(request, 'page'), state);
      const before = needWidget(page, param(request, 'widget'));
      const sent = request.body ?? {};
      if (!isJsonObject(sent)) throw invalidRequest('The body must be an object');
      const after = parseBody(widgetBody, { ...before, ...sent } as never);
      save(page, request, state, (one) => (one === before ? after : one));
      return ok({ widget: after });
    },
  },
  {
    method: 'DELETE',
    path: `${all}/:widget`,
    handle(request, state) {
      const { page } = needPage(param(request, 'page'), state);
      const going = needWidget(page, param(request, 'widget'));
      save(page, request, state, (one) => (one === going ? null : withRoomOf(one, going)));
      return ok();
    },
  },
];

function needWidget(page: Page, id: string): Widget {
  for (const widget of everyWidget(page.widgets)) if (widget.id === id) return widget;
  throw notFound(`Widget with id "${id}" was not found in page "${page.identifier}"`);
}

function withRoomOf(parent: Widget, going: Widget): Widget {
  if (!parent.layout || !childrenOf(parent).includes(going) || going.id === undefined) {
    return parent;
  }
  return { ...parent, layout: withoutColumn(parent.layout, going.id) };
}

function save(
  page: Page,
  { caller }: ApiRequest,
  state: LocalPortState,
  change: (widget: Widget) => Widget | null,
): void {
  const widgets = [...mapWidgets(page.widgets, change)];
  putPage({ ...page, widgets }, needPage(page.identifier, state), caller, state);
}
