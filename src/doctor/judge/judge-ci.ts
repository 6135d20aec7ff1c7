import type { RunContext } from '../../deployment/run-context.ts';
import type { CodeHostFacts } from '../facts.ts';
import { orFine, type Remark, skipped, warning } from '../finding.ts';

/** What each fact is needed for. */
const needs: readonly (readonly [
  fact: string,
  isThere: (context: RunContext) => boolean,
  purpose: string,
])[] = [
  ['the repository', ({ repository }) => repository.slug !== null, 'services and identifiers'],
  ['the commit', ({ sha }) => sha !== null, 'lead time and rollbacks'],
  ['the run', ({ run }) => run.id !== null, 'identifiers that stay the same'],
  ['a branch or tag', ({ branch, tag }) => branch !== null || tag !== null, 'the environment'],
  ['when the job began', ({ createdAt }) => createdAt !== null, 'the time of the deployment'],
];

/** Whether the CI tells what a report needs. */
export function judgeCi(context: RunContext): readonly Remark[] {
  const { ci, repository } = context;
  if (ci === 'generic') return [skipped('this is no CI that is known')];
  const remarks = needs
    .filter(([, isThere]) => !isThere(context))
    .map(([fact, , purpose]) =>
      warning(
        `${ci} does not tell ${fact}, which ${purpose} need`,
        `see docs/ci/${ci}.md, and \`port-dora context --explain\` for what was looked at`,
      ),
    );
  return orFine(remarks, `${ci} tells repository (${repository.slug}), commit, run and time`);
}

/** Whether the token of the step can read what lead time is made of. */
export function judgeCodeHost({ refusals }: CodeHostFacts): readonly Remark[] {
  const remarks = refusals.map((reason) =>
    warning(reason, 'give the job `permissions: contents: read` and `pull-requests: read`'),
  );
  return orFine(remarks, 'the token reads commits and pull requests');
}
