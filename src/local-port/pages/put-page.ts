import { randomBytes } from 'node:crypto';
import { notFound } from '../http/api-error.ts';
import type { LocalPortState } from '../state/state.ts';
import { checkWidgets } from './check-widgets.ts';
import { defaultPermissions, type Page, type StoredPage } from './page.ts';
import type { PageBody } from './page-body.ts';
import type { Widget } from './widget-body.ts';
import { mapWidgets } from './widget-tree.ts';

/** A page by identifier. @throws ApiError 404 */
export function needPage(identifier: string, { pages }: LocalPortState): StoredPage {
  const stored = pages.get(identifier);
  if (!stored) throw notFound(`Page with identifier "${identifier}" was not found`);
  return stored;
}

/** Checks and keeps a page, in the place of the one before if there is one. @throws ApiError 422 */
export function putPage(
  body: PageBody,
  before: StoredPage | undefined,
  caller: string,
  state: LocalPortState,
): Page {
  const now = new Date(state.clock.now()).toISOString();
  const widgets = finishWidgets(body.widgets ?? [], caller, now, state);
  checkWidgets(body.type, widgets);
  const page: Page = {
    ...body,
    widgets,
    section: body.section ?? 'software_catalog',
    showInSidebar: body.showInSidebar ?? true,
    createdAt: before?.page.createdAt ?? now,
    createdBy: before?.page.createdBy ?? caller,
    updatedAt: now,
    updatedBy: caller,
  };
  if (before && before.page.identifier !== page.identifier) {
    state.pages.delete(before.page.identifier);
  }
  state.pages.put({ page, permissions: before?.permissions ?? defaultPermissions });
  return page;
}

/** Each widget has an id; whether Port also stamps it with time and author is a switch. */
function finishWidgets(
  widgets: readonly Widget[],
  caller: string,
  now: string,
  { behaviour }: LocalPortState,
): readonly Widget[] {
  const stamps = { createdAt: now, createdBy: caller, updatedAt: now, updatedBy: caller };
  const isStamped = behaviour.current.widgetStamps === 'present';
  return mapWidgets(widgets, (widget) => ({
    ...(isStamped ? stamps : {}),
    ...widget,
    id: widget.id ?? newWidgetId(),
  }));
}

/** An id for a widget that came without one. */
export function newWidgetId(): string {
  return `widget_${randomBytes(8).toString('hex')}`;
}
