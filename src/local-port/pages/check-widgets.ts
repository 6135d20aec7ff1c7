import { invalidRequest } from '../http/api-error.ts';
import type { LayoutRow, Widget } from './widget-body.ts';
import { childrenOf, everyWidget } from './widget-tree.ts';

// Port's rules for the layout of a dashboard, "all enforced server-side" (Port's own notes on dashboards).
const rowWidth = 12;
const mostColumns = 4;
const smallestColumn = 3;
const lowestRow = 400;

/** Checks what the schema cannot say. @throws ApiError 422 */
export function checkWidgets(type: string | undefined, widgets: readonly Widget[]): void {
  const [root] = widgets;
  const isOneDashboard = widgets.length === 1 && root?.type === 'dashboard-widget';
  if (type === 'dashboard' && root && !isOneDashboard) {
    throw refused('a dashboard page has one root widget, of type "dashboard-widget"');
  }
  const ids = [...everyWidget(widgets)].flatMap(({ id }) => id ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw refused(`the widget id "${twice}" is not unique in the page`);
  for (const widget of everyWidget(widgets)) {
    if (widget.type === 'dashboard-widget') checkLayout(widget);
  }
}

function checkLayout(dashboard: Widget): void {
  const rows = dashboard.layout ?? [];
  for (const row of rows) checkRow(row);
  const columns = rows.flatMap((row) => row.columns.map(({ id }) => id));
  const children = childrenOf(dashboard).map(({ id }) => id);
  if (columns.length !== children.length) {
    throw refused(`the layout has ${columns.length} columns for ${children.length} widgets`);
  }
  const stray = columns.find((id) => !children.includes(id));
  if (stray !== undefined) throw refused(`no widget has the id "${stray}" of a column`);
  const twice = columns.find((id, index) => columns.indexOf(id) !== index);
  if (twice !== undefined) throw refused(`the widget "${twice}" stands in two columns`);
}

function checkRow({ height, columns }: LayoutRow): void {
  if (!(height >= lowestRow)) throw refused(`a row must be at least ${lowestRow} high`);
  if (columns.length > mostColumns) throw refused(`a row has at most ${mostColumns} columns`);
  for (const { id, size } of columns) {
    if (!Number.isInteger(size) || size < smallestColumn || size > rowWidth) {
      throw refused(
        `the size of column "${id}" must be a whole number from ${smallestColumn} to ${rowWidth}`,
      );
    }
  }
  const width = columns.reduce((sum, { size }) => sum + size, 0);
  if (width !== rowWidth) {
    throw refused(`the sizes of a row must sum to ${rowWidth}, and sum to ${width}`);
  }
}

function refused(reason: string) {
  return invalidRequest(`The provided data does not match the route schema: ${reason}`);
}
