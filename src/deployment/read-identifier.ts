import { eventOf } from './identifier.ts';

/** The parts of an identifier, escaped as they stand in it. */
export interface IdentifierParts {
  readonly repository: string;
  /** The run with its attempt and job, or the event. */
  readonly run: string;
  /** `release`, `tag`, `pull-request`, `deployment` or `workflow-run`; `null` for a job. */
  readonly event: string | null;
  readonly service: string;
  readonly environment: string;
}

/** Reads an identifier that a report or a backfill made; `null` for any other text, and for one that was shortened. */
export function readIdentifier(identifier: string): IdentifierParts | null {
  const fields = identifier.split('/');
  const runLength = lengthOfRun(fields);
  const repository = fields.slice(0, -2 - runLength).join('/');
  const [service, environment] = fields.slice(-2);
  if (repository === '' || !service || !environment || identifier.includes('==')) return null;
  const run = fields.slice(-2 - runLength, -2);
  const event = runLength < 3 ? eventOf(run[0] ?? '') : null;
  return { repository, run: run.join('/'), event, service, environment };
}

/** Behind the repository, which has any number of parts, stand an event, a workflow run and its attempt, or run, attempt and job. */
function lengthOfRun(fields: readonly string[]): number {
  if (eventOf(fields.at(-3) ?? '') !== null) return 1;
  return eventOf(fields.at(-4) ?? '') === null ? 3 : 2;
}
