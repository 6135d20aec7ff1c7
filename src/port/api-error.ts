import type { ErrorCode } from '../errors/codes.ts';
import { type ErrorDetails, PortDoraError } from '../errors/port-dora-error.ts';

/** The facts of a request that failed; never its headers or body. */
export interface ApiFailure {
  readonly method: string;
  /** The path with its parameters in braces. */
  readonly route: string;
  /** `null` when there was no answer. */
  readonly status: number | null;
  /** Port's `X-Trace-Id`, to be quoted in support cases. */
  readonly traceId: string | null;
  /** Port's own code and message; the code may be matched, the message not. */
  readonly portError: string | null;
  readonly portMessage: string | null;
}

/** A request to Port that did not do what it was for. */
export class ApiError extends PortDoraError implements ApiFailure {
  readonly method: string;
  readonly route: string;
  readonly status: number | null;
  readonly traceId: string | null;
  readonly portError: string | null;
  readonly portMessage: string | null;

  constructor(code: ErrorCode, message: string, details: ErrorDetails & ApiFailure) {
    super(code, message, details);
    this.method = details.method;
    this.route = details.route;
    this.status = details.status;
    this.traceId = details.traceId;
    this.portError = details.portError;
    this.portMessage = details.portMessage;
  }
}
