import { renderDocument } from '../../src/page/document.ts';
import { html } from '../../src/page/html.ts';

/** A dashboard as its file in the catalog has it, as far as its layout goes. */
export interface DashboardFile {
  readonly title: string;
  readonly widgets: readonly [
    {
      readonly layout: readonly {
        readonly height: number;
        readonly columns: readonly { readonly id: string; readonly size: number }[];
      }[];
      readonly widgets: readonly {
        readonly id: string;
        readonly type: string;
        readonly title?: string;
        readonly description?: string;
      }[];
    },
  ];
}

/** The layout of a dashboard: a box for each widget, in its place and size. @throws when the layout names a widget that is not there */
export function drawDashboard({ title, widgets: [board] }: DashboardFile): string {
  const rows = board.layout.map(({ height, columns }) => {
    const boxes = columns.map(({ id, size }) => {
      const widget = board.widgets.find((one) => one.id === id);
      if (widget === undefined) throw new Error(`the layout names ${id}, which is no widget`);
      return html`<div class="card box" style="grid-column:span ${size}"><h3>${widget.title ?? id}</h3><p class="quiet">${widget.description ?? ''}</p><p class="kind">${words(widget.type)}</p></div>`;
    });
    return html`<div class="row" style="min-height:${height * 0.27}px">${boxes}</div>`;
  });
  return renderDocument({
    title,
    subtitle: html`<p>Layout of the dashboard that setup makes, drawn from catalog/dashboards. Port draws the charts.</p>`,
    main: html`${rows}`,
    footer: html``,
    styles:
      '.row{display:grid;grid-template-columns:repeat(12,1fr);gap:.75rem;margin-bottom:.75rem}.box{display:flex;flex-direction:column;gap:.2rem;border-left:4px solid var(--success)}.box p{margin:0}.kind{margin-top:auto!important;font-size:.8125rem;color:var(--quiet)}.theme{display:none!important}footer{display:none}main{padding-bottom:1rem}',
  });
}

/** `entities-number-chart` → `number chart`. */
const words = (type: string): string => type.replace(/^entities-/, '').replaceAll('-', ' ');
