/** One request, ready to be sent. Header names are lower-case. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One answer, read to its end. Header names are lower-case; repeated headers are joined by commas. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request once and reads the whole answer, whatever its status; redirects are not followed.
 * @throws TransportError when there is no complete answer, and the signal's reason when it was aborted.
 */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** A transport and the connections that it keeps open between requests. */
export interface OpenTransport {
  readonly send: Transport;
  /** Ends all connections, also those in use; idle ones never keep the process alive. */
  close(): Promise<void>;
}

/** How much of an answer is read before it is given up: far above any page of search results. */
export const maxAnswerBytes = 64 * 1024 * 1024;
