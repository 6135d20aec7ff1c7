import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import type { CatalogInput } from './choices.ts';
import { overIncidents } from './incident-metrics.ts';
import { readCatalog } from './read-catalog.ts';
import { type Thing, thing } from './thing.ts';
import { overWindow } from './window.ts';

/** The dashboard with the widgets for which there is data: incidents and teams only where they were chosen. */
export function dashboard(input: CatalogInput): Thing {
  const { identifier, widgets, ...page } = readCatalog('dashboards/dora_metrics.json');
  const [root] = (Array.isArray(widgets) ? widgets : []).filter(isJsonObject);
  const [tool] = input.tools;
  const left = new Set([
    ...(tool ? [] : ['timeToRecoveryNumber', 'timeToRecoveryChart']),
    ...(input.levels.some(({ level }) => level === 'team') ? [] : ['teams']),
  ]);
  const shown = fitRoot(objectOrEmpty(root), left, (widget) => {
    const windowed = overWindow(widget, input.window, input.interval);
    return tool && windowed.blueprint === 'pagerdutyIncident'
      ? overIncidents(windowed, tool)
      : windowed;
  });
  return thing({ kind: 'page', owner: '', id: String(identifier) }, { ...page, widgets: [shown] });
}

/** Rows and widgets go together: Port takes a layout only when each column is one widget. */
function fitRoot(
  root: JsonObject,
  left: ReadonlySet<string>,
  change: (widget: JsonObject) => JsonObject,
): JsonObject {
  const isKept = (one: unknown): boolean => isJsonObject(one) && !left.has(String(one.id));
  const layout = (Array.isArray(root.layout) ? root.layout : []).filter(
    (row) => isJsonObject(row) && Array.isArray(row.columns) && row.columns.every(isKept),
  );
  const widgets = (Array.isArray(root.widgets) ? root.widgets : [])
    .filter(isJsonObject)
    .filter(isKept);
  return { ...root, layout, widgets: widgets.map(change) };
}
