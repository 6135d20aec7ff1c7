import { deriveRecords } from '../deployment/derive-record.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { Host } from '../host/host.ts';
import type { RunFacts } from './read-facts.ts';
import type { ReportOptionValues } from './report-options.ts';
import type { Problem } from './report-result.ts';

/** The records of a run; or why there is nothing to report; or what keeps the report back. */
export type Deployment =
  | { readonly records: readonly DeploymentRecord[]; readonly notices: readonly string[] }
  | { readonly nothing: string }
  | { readonly problem: Problem; readonly level: 'notice' | 'warning' | 'error' };

/** Decides from facts and options alone; globs are loaded only when somebody wrote one. */
export async function deriveDeployment(
  facts: RunFacts,
  options: ReportOptionValues,
  startedAt: string | null,
  { clock, sha256 }: Pick<Host, 'clock' | 'sha256'>,
): Promise<Deployment> {
  const services = await chooseServices(facts, options);
  if (services && 'problem' in services) return services;
  const { matchesName } = options.environmentRules.length > 0 ? await loadGlobs() : noGlobs;
  const { context, event } = facts;
  const derivation = deriveRecords(
    { context, event, settings: options, services, startedAt, now: clock.now() },
    { sha256, matchesName },
  );
  if ('records' in derivation) return derivation;
  const { code, reason, hint, level } = derivation.notReported;
  if (code === null) return { nothing: reason };
  return { problem: { code, message: reason, hint: hint ?? '' }, level };
}

const loadGlobs = () => import('../deployment/glob.ts');

const noGlobs = { matchesName: (): boolean => false };

async function chooseServices(
  { changedFiles }: RunFacts,
  { service }: ReportOptionValues,
): Promise<readonly string[] | null | { readonly problem: Problem; readonly level: 'warning' }> {
  if (!service) return null;
  if (changedFiles === null) return service.map(({ title }) => title);
  const { compilePath } = await loadGlobs();
  const { selectServices } = await import('../deployment/service-selection.ts');
  const files = 'files' in changedFiles ? changedFiles.files : null;
  const { deployed, undecided } = selectServices(service, files, compilePath);
  if (undecided.length === 0) return deployed;
  const reason = 'reason' in changedFiles ? changedFiles.reason : 'unknown';
  return {
    level: 'warning',
    problem: {
      code: 'CI_CHANGED_FILES_UNKNOWN',
      message: `which of the services ${undecided.join(', ')} were deployed is not known: ${reason}`,
      hint: 'check out with fetch-depth: 0 and give the job `contents: read`; in a run that no push or merge started, set previous-sha, or give `service` only the titles of what is deployed, without globs',
    },
  };
}
