import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readStatusWord,
  type StatusMeaning,
  statusWords,
} from '../../src/deployment/status-word.ts';

/** Each CI's words as its own documentation spells them. */
const vocabularies: Readonly<Record<string, Readonly<Record<string, StatusMeaning>>>> = {
  'GitHub conclusions': {
    success: 'Success',
    failure: 'Failed',
    timed_out: 'Failed',
    startup_failure: 'Failed',
    cancelled: 'not-a-deployment',
    skipped: 'not-a-deployment',
    neutral: 'not-a-deployment',
    stale: 'not-a-deployment',
    action_required: 'not-a-deployment',
  },
  'GitHub deployment states': {
    success: 'Success',
    failure: 'Failed',
    error: 'Failed',
    inactive: 'not-a-deployment',
    in_progress: 'not-finished',
    queued: 'not-finished',
    pending: 'not-finished',
    waiting: 'not-finished',
  },
  GitLab: {
    success: 'Success',
    failed: 'Failed',
    canceled: 'not-a-deployment',
    canceling: 'not-finished',
    skipped: 'not-a-deployment',
    timedout: 'Failed',
    running: 'not-finished',
    created: 'not-finished',
    waiting_for_resource: 'not-finished',
    manual: 'not-finished',
  },
  'Azure Pipelines': {
    Succeeded: 'Success',
    SucceededWithIssues: 'Success',
    Failed: 'Failed',
    Canceled: 'not-a-deployment',
    inProgress: 'not-finished',
    notDeployed: 'not-a-deployment',
  },
  Jenkins: {
    SUCCESS: 'Success',
    FIXED: 'Success',
    UNSTABLE: 'Failed',
    FAILURE: 'Failed',
    ABORTED: 'not-a-deployment',
    NOT_BUILT: 'not-a-deployment',
  },
  CircleCI: {
    success: 'Success',
    failed: 'Failed',
    failing: 'Failed',
    infrastructure_fail: 'Failed',
    timedout: 'Failed',
    not_run: 'not-a-deployment',
    unauthorized: 'not-a-deployment',
    on_hold: 'not-finished',
  },
  Codefresh: {
    success: 'Success',
    error: 'Failed',
    terminated: 'not-a-deployment',
    denied: 'not-a-deployment',
    terminating: 'not-finished',
    'pending-approval': 'not-finished',
  },
  Octopus: {
    Success: 'Success',
    Succeeded: 'Success',
    Failed: 'Failed',
    TimedOut: 'Failed',
    Canceled: 'not-a-deployment',
    Abandoned: 'not-a-deployment',
    Skipped: 'not-a-deployment',
    Executing: 'not-finished',
    Pending: 'not-finished',
  },
  Bitbucket: {
    SUCCESSFUL: 'Success',
    FAILED: 'Failed',
    STOPPED: 'not-a-deployment',
    INPROGRESS: 'not-finished',
  },
  Buildkite: {
    passed: 'Success',
    hard_failed: 'Failed',
    soft_failed: 'Failed',
    errored: 'Failed',
    timed_out: 'Failed',
    canceled: 'not-a-deployment',
    blocked: 'not-finished',
  },
  Harness: {
    Success: 'Success',
    SUCCEEDED: 'Success',
    Failed: 'Failed',
    IgnoreFailed: 'Failed',
    Aborted: 'not-a-deployment',
    ApprovalRejected: 'not-a-deployment',
    ApprovalWaiting: 'not-finished',
  },
  'Drone and Woodpecker': {
    success: 'Success',
    failure: 'Failed',
    killed: 'not-a-deployment',
    declined: 'not-a-deployment',
    blocked: 'not-finished',
  },
  'Travis and CodeBuild': {
    passed: 'Success',
    SUCCEEDED: 'Success',
    errored: 'Failed',
    FAULT: 'Failed',
    TIMED_OUT: 'Failed',
    STOPPED: 'not-a-deployment',
    IN_PROGRESS: 'not-finished',
  },
  'Argo and Spinnaker': {
    Succeeded: 'Success',
    Error: 'Failed',
    TERMINAL: 'Failed',
    FAILED_CONTINUE: 'Failed',
    Omitted: 'not-a-deployment',
    CANCELED: 'not-a-deployment',
    NOT_STARTED: 'not-finished',
    SUSPENDED: 'not-finished',
  },
};

const cases = Object.entries(vocabularies).flatMap(([ci, words]) =>
  Object.entries(words).map(([word, meaning]) => [ci, word, meaning] as const),
);

describe('the words of the CIs', () => {
  test.each(cases)('%s: %s is %s', (_, word, meaning) => {
    expect(readStatusWord(word)).toBe(meaning);
  });

  test.each([
    '',
    '0',
    '1',
    'true',
    'false',
    'completed',
    'finished',
    'done',
    'succes',
    'null',
    '$(X)',
  ])('%j is not guessed', (word) => {
    expect(readStatusWord(word)).toBe('unknown');
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is no word', (word) => {
    expect(readStatusWord(word)).toBe('unknown');
  });

  test('no word has two meanings, and every word is in the form that is looked up', () => {
    const all = Object.values(statusWords).flat();
    expect(new Set(all).size).toBe(all.length);
    for (const word of all) expect(word).toMatch(/^[a-z]+$/);
  });

  test('case, spaces, hyphens and underscores make no difference', () => {
    const separators = fc.constantFrom('', '_', '-', ' ', '__');
    const pairs = Object.entries(statusWords).flatMap(([meaning, words]) =>
      words.map((word) => [word, meaning] as const),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.infiniteStream(fc.tuple(fc.boolean(), separators)),
        ([word, meaning], styles) => {
          const styled = [...word].map((letter) => {
            const [upper, separator] = styles.next().value as readonly [boolean, string];
            return (upper ? letter.toUpperCase() : letter) + separator;
          });
          expect(readStatusWord(styled.join(''))).toBe(meaning);
        },
      ),
    );
  });

  test('a word that is not in the table is never a success', () => {
    const known = new Set(statusWords.Success);
    fc.assert(
      fc.property(fc.string(), (word) => {
        fc.pre(!known.has(word.toLowerCase().replace(/[\s_-]+/g, '')));
        expect(readStatusWord(word)).not.toBe('Success');
      }),
    );
  });
});
