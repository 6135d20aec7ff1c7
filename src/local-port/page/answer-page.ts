import { PortDoraError } from '../../errors/port-dora-error.ts';
import { renderDocument } from '../../page/document.ts';
import { html } from '../../page/html.ts';
import { isLoopback } from '../../port/http/is-loopback.ts';
import type { ReceivedRequest } from '../http/answer-request.ts';
import { htmlType, type WireAnswer } from '../http/send.ts';
import type { LocalPortState } from '../state/state.ts';
import type { MetricsPage, PageAccount } from './metrics-page.ts';
import { overviewPage } from './overview-page.ts';

/** What pages need beside the state. */
export interface PageSources {
  readonly url: () => string;
  /** `null` when the server stands without it. */
  readonly metrics: MetricsPage | null;
}

const overviewPaths: readonly string[] = ['/', '/_local/page'];

export const metricsPath = '/_local/page/metrics';

/** Whether a person asks with a browser; nothing of Port's API is at these addresses. */
export const isPage = ({ method, path }: Pick<ReceivedRequest, 'method' | 'path'>): boolean =>
  (method === 'GET' || method === 'HEAD') && (overviewPaths.includes(path) || path === metricsPath);

/** A page for people. It needs no credentials, because only this machine can reach it. */
export async function answerPage(
  request: ReceivedRequest,
  state: LocalPortState,
  pages: PageSources,
): Promise<WireAnswer> {
  if (!isAddressedHere(request.headers.host)) {
    return page(
      421,
      simplePage('This page is for this machine only', ['Open it by its own address.']),
    );
  }
  if (request.path !== metricsPath) return page(200, overviewPage(state, pages));
  if (pages.metrics === null) {
    return page(404, simplePage('No metrics here', ['This server was started without them.']));
  }
  try {
    const { clientId, clientSecret, clock } = state;
    const account: PageAccount = { url: pages.url(), clientId, clientSecret, now: clock.now() };
    return page(200, await pages.metrics(account, Object.fromEntries(request.query)));
  } catch (error) {
    const words = error instanceof PortDoraError ? [error.message, error.hint] : [String(error)];
    return page(500, simplePage('The metrics cannot be worked out', words));
  }
}

/** A page of another site whose name leads here must not read what is in the catalog. */
function isAddressedHere(host: string | undefined): boolean {
  const address = `http://${host ?? ''}`;
  return URL.canParse(address) && isLoopback(new URL(address).hostname);
}

const simplePage = (title: string, words: readonly string[]): string =>
  renderDocument({
    title,
    subtitle: html`<p><a href="/">Back to the local Port</a></p>`,
    main: html`<div class="card" role="alert">${words.map((one) => html`<p>${one}</p>`)}</div>`,
    footer: html`<p>port-dora, local Port</p>`,
  });

const page = (status: number, text: string): WireAnswer => ({
  status,
  text,
  headers: {
    'content-type': htmlType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  },
});
