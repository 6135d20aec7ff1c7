import type { Fact } from './provider.ts';

/** What stands in place of a person when a build starts by itself. Source: plugin "build user vars", "Automated Triggers". */
const noPerson: ReadonlySet<string | null> = new Set([
  'timer',
  'scmChange',
  'branchIndexing',
  'remoteRequest',
  'genericWebhook',
]);

/** The id of the person who started the build; `null` when it started by itself. */
export function jenkinsPerson(id: Fact): Fact {
  return noPerson.has(id) ? null : id;
}
