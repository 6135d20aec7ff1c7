import type { Clock } from '../host/host.ts';
import type { Behaviour } from './behaviour.ts';
import type { MetricsPage } from './page/metrics-page.ts';

/** How a local Port starts; everything has a default. */
export interface LocalPortOptions {
  /** Port to listen on; 0 takes a free one. Default 0. */
  readonly port?: number;
  /** Credentials that `POST /v1/auth/access_token` takes; made up when absent. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Where time comes from until `PUT /_local/clock` sets another. Default: the system's clock. */
  readonly clock?: Clock;
  /** A file that keeps blueprints and entities over restarts; in memory when absent. */
  readonly dataFile?: string;
  /** Choices that differ from the defaults in `behaviours`. */
  readonly behaviour?: Partial<Behaviour>;
  /** Requests per window that are really enforced with 429; without it the headers count but nothing is refused. */
  readonly rateLimit?: RateLimit;
  /** Makes the page of metrics of its deployments; without it there is none. */
  readonly metricsPage?: MetricsPage;
  /** The version that `GET /_local` tells. */
  readonly version?: string;
}

/** At most `limit` requests in each window of `periodSeconds`. */
export interface RateLimit {
  readonly limit: number;
  readonly periodSeconds: number;
}

/** A running local Port. */
export interface LocalPort {
  /** Where it listens, without a trailing slash: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Stops listening, drops open connections and closes the data file. Safe to call twice. */
  close(): Promise<void>;
}
