import { type NotReported, refusedOption } from './derivation.ts';
import { isFuture, parseTime } from './time.ts';

/** The times that anybody tells, and the clock; RFC 3339, `null` where nobody tells. */
export interface TimeFacts {
  readonly option: { readonly createdAt: string | null; readonly finishedAt: string | null };
  readonly event: { readonly createdAt: string | null; readonly finishedAt: string | null };
  /** When the job began by our own clock. */
  readonly startedAt: string | null;
  /** When the job, or else the run, began by the CI's clock. */
  readonly jobCreatedAt: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface DeploymentTimes {
  readonly createdAt: string;
  /** Never before `createdAt`. */
  readonly finishedAt: string;
  /** Times that were left out, in words. */
  readonly notices: readonly string[];
}

/** A time with who tells it. */
type Candidate = readonly [who: string, time: string | null];

/**
 * Begin and end of the deployment: what an option says must be right; what is derived and cannot be (in the future, or
 * the begin after the end) gives way to the next source.
 */
export function deriveTimes(
  facts: TimeFacts,
): DeploymentTimes | { readonly notReported: NotReported } {
  const { option, event, now } = facts;
  const refused = refusedTimes(facts);
  if (refused !== null) return { notReported: refused };
  const notices: string[] = [];
  const clock = new Date(now).toISOString();
  const finishedAt =
    option.finishedAt ??
    firstPossible([["the event's end", event.finishedAt]], notices, (time) =>
      impossibleEnd(time, option.createdAt, now),
    ) ??
    later(clock, option.createdAt);
  const begins: readonly Candidate[] = [
    ["the event's begin", event.createdAt],
    ['the begin of this step', facts.startedAt],
    ['the begin of the job', facts.jobCreatedAt],
  ];
  const createdAt =
    option.createdAt ??
    firstPossible(begins, notices, (time) =>
      time > finishedAt ? 'it is after the end of the deployment' : null,
    );
  return { createdAt: createdAt ?? finishedAt, finishedAt, notices };
}

function refusedTimes({ option, now }: TimeFacts): NotReported | null {
  const { createdAt, finishedAt } = option;
  const refuse = (reason: string, hint: string) => refusedOption('OPTION_INVALID', reason, hint);
  for (const [name, time] of [
    ['created-at', createdAt],
    ['finished-at', finishedAt],
  ] as const) {
    if (time !== null && isFuture(time, now))
      return refuse(`${name} ${time} is in the future`, `give ${name} with its own zone, or none`);
  }
  return createdAt !== null && finishedAt !== null && createdAt > finishedAt
    ? refuse(
        `created-at ${createdAt} is after finished-at ${finishedAt}`,
        'give the begin of the deployment as created-at and its end as finished-at',
      )
    : null;
}

function impossibleEnd(time: string, createdAt: string | null, now: number): string | null {
  if (isFuture(time, now)) return 'it is in the future';
  return createdAt !== null && time < createdAt ? 'it is before created-at' : null;
}

/** The first time that can be; canonical times compare as text. */
function firstPossible(
  candidates: readonly Candidate[],
  notices: string[],
  whyNot: (time: string) => string | null,
): string | null {
  for (const [who, text] of candidates) {
    if (text === null) continue;
    const time = parseTime(text);
    const problem = 'problem' in time ? `it ${time.problem}` : whyNot(time.value);
    if (problem === null && 'value' in time) return time.value;
    notices.push(`${who} was left out: ${problem}`);
  }
  return null;
}

/** The clock of whoever gave `created-at` may be a little ahead of ours. */
const later = (one: string, other: string | null): string =>
  other !== null && other > one ? other : one;
