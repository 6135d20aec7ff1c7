import type { OptionProblem } from '../options/option-problem.ts';
import type { BackfillOptionValues } from './backfill-needs.ts';

/** What does not go together, all at once and before anything is asked. */
export function checkBackfillOptions(options: BackfillOptionValues): readonly OptionProblem[] {
  const { from, repo, org, group, project, input, incremental, since, until, service } = options;
  const problems: OptionProblem[] = [];
  const add = (code: OptionProblem['code'], message: string, hint: string): void => {
    problems.push({ code, message, hint });
  };
  const owners = { github: org, gitlab: group, azure: project };
  const ownerOption = { github: 'org', gitlab: 'group', azure: 'project' };
  if (!from)
    add('OPTION_MISSING', 'from is not given', 'write --from github, gitlab, azure, git or file');
  if (from === 'file' && !input)
    add('OPTION_MISSING', 'input is not given', 'write --input FILE, or --input - for stdin');
  if (from && from !== 'file' && input)
    add(
      'OPTION_CONFLICT',
      `input is only read with --from file, not ${from}`,
      'leave one of both out',
    );
  if (from && from in owners) {
    const host = from as keyof typeof owners;
    if (!repo && !owners[host]) {
      add(
        'OPTION_MISSING',
        `no repository of ${host} is named`,
        `write --repo owner/name, or --${ownerOption[host]} for all of them`,
      );
    }
  }
  if (since && until && since >= until)
    add('OPTION_CONFLICT', `since (${since}) is not before until (${until})`, 'swap them');
  if (incremental && (since || until))
    add(
      'OPTION_CONFLICT',
      'incremental goes on where the last run ended, so since and until say nothing',
      'leave them out',
    );
  if (incremental && (options.dryRun || options.out || from === 'file'))
    add('OPTION_CONFLICT', 'incremental writes to Port', 'leave out dry-run, out, and --from file');
  if (service && (owners.github || owners.gitlab || owners.azure))
    add(
      'OPTION_CONFLICT',
      'one service cannot be that of every repository',
      'write lines `owner/name: service` in `services`, or name one --repo',
    );
  return problems;
}
