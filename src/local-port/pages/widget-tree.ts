import type { LayoutRow, Widget } from './widget-body.ts';

/** The widgets right below one. */
export function childrenOf({ widgets, groups }: Widget): readonly Widget[] {
  return [...(widgets ?? []), ...(groups ?? []).flatMap((group) => group.widgets)];
}

/** All widgets of a page, parents before what is in them. */
export function* everyWidget(widgets: readonly Widget[]): Generator<Widget> {
  for (const widget of widgets) {
    yield widget;
    yield* everyWidget(childrenOf(widget));
  }
}

/** The tree with each widget changed, parents first; a widget for which `null` is given goes with what is in it. */
export function mapWidgets(
  widgets: readonly Widget[],
  change: (widget: Widget) => Widget | null,
): readonly Widget[] {
  return widgets.flatMap((before) => {
    const widget = change(before);
    if (widget === null) return [];
    return {
      ...widget,
      ...(widget.widgets && { widgets: mapWidgets(widget.widgets, change) }),
      ...(widget.groups && {
        groups: widget.groups.map((group) => ({
          ...group,
          widgets: mapWidgets(group.widgets, change),
        })),
      }),
    };
  });
}

const newRowHeight = 400;

/** A dashboard or group with one widget more: in a row of its own, or in the first group. */
export function withChild(parent: Widget, child: Widget & { readonly id: string }): Widget {
  if (parent.type === 'dashboard-widget') {
    const row = { height: newRowHeight, columns: [{ id: child.id, size: 12 }] };
    return {
      ...parent,
      layout: [...(parent.layout ?? []), row],
      widgets: [...(parent.widgets ?? []), child],
    };
  }
  const [first, ...rest] = parent.groups ?? [];
  if (!first) return parent;
  return { ...parent, groups: [{ ...first, widgets: [...first.widgets, child] }, ...rest] };
}

/** The rows without one widget: what stands beside it takes its room. */
export function withoutColumn(rows: readonly LayoutRow[], id: string): readonly LayoutRow[] {
  return rows.flatMap((row) => {
    const columns = row.columns.filter((column) => column.id !== id);
    if (columns.length === row.columns.length) return row;
    const even = Math.floor(12 / columns.length);
    const spare = 12 - even * columns.length;
    const sized = columns.map((column, index) => ({
      ...column,
      size: even + (index === 0 ? spare : 0),
    }));
    return columns.length === 0 ? [] : { ...row, columns: sized };
  });
}
