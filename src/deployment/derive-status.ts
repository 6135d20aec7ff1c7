import { missingFact, type NotReported, nothingToReport, refusedOption } from './derivation.ts';
import type { DeploymentStatus } from './record.ts';
import type { RunStatus } from './run-context.ts';
import { readStatusWord } from './status-word.ts';

/** The words for the outcome, by who says them. */
export interface StatusFacts {
  readonly option: string | undefined;
  readonly event: string | null;
  readonly job: RunStatus;
  readonly countCancelled: boolean;
}

interface Word {
  readonly text: string;
  readonly source: 'option' | 'event' | 'job';
}

const mend = 'set `status` to success, failure or cancelled, after the deployment has ended';

/** The outcome as the option, else the event, else the job says it. A word that nobody knows is never a success. */
export function deriveStatus(
  facts: StatusFacts,
): { readonly status: DeploymentStatus } | { readonly notReported: NotReported } {
  const word = saidBy(facts);
  const meaning = readStatusWord(word.text);
  switch (meaning) {
    case 'Success':
    case 'Failed':
      return { status: meaning };
    case 'not-a-deployment':
      return facts.countCancelled
        ? { status: 'Failed' }
        : { notReported: nothingToReport(`${subject(word)} is ${quoted(word)}: not a deployment`) };
    case 'not-finished':
      return { notReported: unfinished(word) };
    case 'unknown':
      return { notReported: unknownWord(word) };
  }
}

function saidBy({ option, event, job }: StatusFacts): Word {
  if (option?.trim()) return { text: option, source: 'option' };
  return event === null ? { text: job, source: 'job' } : { text: event, source: 'event' };
}

/** An event that is not final comes again; a job that is still running will not tell us its end. */
function unfinished(word: Word): NotReported {
  const reason = `${subject(word)} is ${quoted(word)}: the deployment has not ended`;
  return word.source === 'event'
    ? nothingToReport(reason)
    : missingFact('CI_FACT_MISSING', reason, mend);
}

function unknownWord(word: Word): NotReported {
  if (word.source === 'job')
    return missingFact('CI_FACT_MISSING', 'the CI does not tell how the job ended', mend);
  const reason = `${subject(word)} is ${quoted(word)}, which is no outcome that is known`;
  return word.source === 'option'
    ? refusedOption('OPTION_INVALID', reason, mend)
    : missingFact('CI_FACT_MISSING', reason, mend);
}

const subjects = {
  option: 'the option status',
  event: "the event's status",
  job: "the job's status",
} as const;

const subject = ({ source }: Word): string => subjects[source];

const quoted = ({ text }: Word): string => JSON.stringify(text.trim().slice(0, 100));
