import { singleLine } from '../host/single-line.ts';
import type { HttpResponse } from './http/transport.ts';
import { isJsonObject, type JsonObject, parseJsonObject, textOrNull } from './json.ts';

/** What an answer says about an error; every text is one line and short. */
export interface ErrorBody {
  /** Port's code, for instance `blueprint_schema_mismatch`. */
  readonly error: string | null;
  readonly message: string | null;
  /** Further facts, as JSON; the form is not documented. */
  readonly details: string | null;
  /** The title of an HTML page, which a proxy or another server sent in Port's place; `''` for one without a title. */
  readonly pageTitle: string | null;
}

/** Removes secrets from a text; applied before texts are cut, for half a secret would not be found. */
export type Redact = (text: string) => string;

/** Reads the error of an answer whose form cannot be trusted: `error` may be text or an object, the body empty or HTML. */
export function readErrorBody({ headers, body }: HttpResponse, redact: Redact): ErrorBody {
  const json = parseJsonObject(body);
  if (json !== null) return readErrorObject(json, redact);
  const isPage =
    /html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body)/i.test(body);
  if (!isPage) return { ...nothing, message: tidy(body, 200, redact) || null };
  const title = /<title[^>]*>([^<]*)/i.exec(redact(body).slice(0, farEnough))?.[1] ?? '';
  return { ...nothing, pageTitle: tidy(title, 100, redact) };
}

/** The error of one item in a bulk answer has the same keys as the error of a whole answer. */
export function readErrorObject(json: JsonObject, redact: Redact): ErrorBody {
  const inner = isJsonObject(json.error) ? json.error : {};
  const error = textOrNull(json.error) ?? textOrNull(inner.name);
  const message = textOrNull(json.message) ?? textOrNull(inner.message);
  const details = json.details === undefined ? null : JSON.stringify(json.details);
  return {
    ...nothing,
    error: error && tidy(error, 100, redact),
    message: message && tidy(message, 300, redact),
    details: details && tidy(details, 300, redact),
  };
}

const nothing: ErrorBody = { error: null, message: null, details: null, pageTitle: null };

/** More of a text is never looked at. */
const farEnough = 10_000;

/** Text of a server: any length, any characters. */
const tidy = (text: string, limit: number, redact: Redact): string =>
  singleLine(redact(text).slice(0, farEnough).replace(/\s+/g, ' ').trim(), limit);
