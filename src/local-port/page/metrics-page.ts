/** The server whose deployments are counted, as a client reaches it. */
export interface PageAccount {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The server's own time, in milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Makes the page of metrics; `asked` has what the address asks for, such as `window`. It is handed in, because how
 * metrics are counted and shown is no business of the server.
 */
export type MetricsPage = (
  account: PageAccount,
  asked: Readonly<Record<string, string>>,
) => Promise<string>;
