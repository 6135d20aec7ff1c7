import { letterPattern } from '../host/letter-pattern.ts';

/** SHA-256 of the UTF-8 text in hex; an argument because `node:crypto` takes 5 ms to load and few identifiers need it. */
export type Sha256 = (text: string) => string;

/** What makes a deployment by a job the same deployment; a missing fact is `null`. */
export interface JobIdentity {
  readonly repository: string | null;
  readonly runId: string | null;
  /** `null` where the CI counts none; then a retry is told apart by its job. */
  readonly attempt: number | null;
  readonly job: string | null;
  readonly service: string;
  /** The name of the environment, else the environment. */
  readonly environment: string;
}

/** What makes a deployment by an event the same deployment. */
export interface EventIdentity {
  readonly repository: string | null;
  /** `release-5`, `tag-v1.0.0`, `pull-request-12`, `deployment-9`, `workflow-run-123`. */
  readonly identity: string;
  /** Of a workflow run; the other events have none. */
  readonly attempt: number | null;
  readonly service: string;
  readonly environment: string;
}

/** What Port takes as an entity identifier. Source: Port's API reference, request schema of "Create an entity". */
const portPattern = letterPattern(String.raw`^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$`);

/** Port's limit, in code points as JSON Schema counts them. */
const longest = 1000;

/** How much of an identifier past the limit stays readable before its hash. */
const readablePart = 900;

/** Port's characters but `/`, which separates fields, `=`, which escapes, and `\`, which some tools turn into `/`. */
const plain = letterPattern(String.raw`^[\p{L}0-9@_.+:-]+$`);

/** A missing field; a field that really is a hyphen is escaped. */
const missing = '-';

/**
 * The start of an event's identity. Fields are told apart from the right, since a repository has any number of parts:
 * the third is an event's identity exactly when it begins like this, so a job's name must not.
 */
const eventStart = /^(release|tag|pull-request|deployment|workflow-run)-/;

/** What kind of event a field of an identifier is the identity of; `null` for a run, an attempt and a job. */
export function eventOf(field: string): string | null {
  return eventStart.exec(field)?.[1] ?? null;
}

/** Whether Port takes the text as the identifier of an entity. */
export function isIdentifier(text: string): boolean {
  return portPattern(text).test(text) && Array.from(text).length <= longest;
}

/** `repository/run id/attempt/job/service/environment`: the same for the same attempt, and never for two. */
export function jobIdentifier(of: JobIdentity, sha256: Sha256): string {
  const attempt = String(of.attempt ?? 1);
  const place = [of.service, of.environment].map(escapeField);
  const fields = [escapeField(of.runId), attempt, escapeJob(of.job), ...place];
  return withinLimit([escapeRepository(of.repository), ...fields].join('/'), sha256);
}

/** `repository/identity/service/environment`, for a workflow run with its attempt behind the identity. */
export function eventIdentifier(of: EventIdentity, sha256: Sha256): string {
  const attempt = of.identity.startsWith('workflow-run-') ? [String(of.attempt ?? 1)] : [];
  const fields = [of.identity, ...attempt, of.service, of.environment].map(escapeField);
  return withinLimit([escapeRepository(of.repository), ...fields].join('/'), sha256);
}

const escapeJob = (job: string | null): string =>
  escapeField(job).replace(eventStart, (start) => start.replace('-', escapeUnits('-')));

/** The repository stands first, so it may keep its slashes. */
function escapeRepository(repository: string | null): string {
  return repository?.includes('/')
    ? repository.split('/').map(escapePart).join('/')
    : escapeField(repository);
}

function escapeField(field: string | null): string {
  if (field === null || field === '') return missing;
  return field === missing ? escapeUnits(field) : escapePart(field);
}

const isPlain = (text: string): boolean => plain(text).test(text);

const escapePart = (text: string): string =>
  isPlain(text)
    ? text
    : Array.from(text, (sign) => (isPlain(sign) ? sign : escapeUnits(sign))).join('');

/** Each UTF-16 unit as `=` and four hex digits, so that lone surrogates survive too. */
function escapeUnits(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const code = text.charCodeAt(index).toString(16).toUpperCase();
    return `=${code.padStart(4, '0')}`;
  }).join('');
}

/** `==` cannot come from escaping, so a shortened identifier is never another one's full form. */
function withinLimit(identifier: string, sha256: Sha256): string {
  const characters = Array.from(identifier);
  if (characters.length <= longest) return identifier;
  return `${characters.slice(0, readablePart).join('')}==${sha256(identifier)}`;
}
