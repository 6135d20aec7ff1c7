import { toEntity } from '../deployment/entity.ts';
import type { EntityNames } from '../deployment/entity-names.ts';
import type { PullRequestRelation } from '../deployment/pull-request-relations.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import { withProperties } from '../deployment/user-properties.ts';
import { asPortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import { createPortClient } from '../port/client.ts';
import { chooseTransport } from '../port/http/choose-transport.ts';
import { type PortAddress, portAddress } from '../port/region.ts';
import type { PortCredentials } from '../port/token.ts';
import { deliveryNames } from './account-names.ts';
import { areProblems, findCredentials } from './credentials.ts';
import { deliver } from './deliver.ts';
import { deriveDeployment } from './derive-deployment.ts';
import { fetchOverTransport } from './fetch-over-transport.ts';
import { forkNotice } from './fork-notice.ts';
import type { Parcel } from './parcel.ts';
import { type RunFacts, readFacts } from './read-facts.ts';
import { markFailed, withHistory } from './report-history.ts';
import type { ReadReportOptions } from './report-options.ts';
import type { Delivery, Problem, ReportResult } from './report-result.ts';

export interface ReportInput {
  readonly options: ReadReportOptions;
  readonly host: Host;
  /** When the job began by our own clock, RFC 3339; `null` when we were not there. */
  readonly startedAt: string | null;
  readonly version: string;
}

/** Reports the deployment of this run: read the facts, derive the records, send them. Says in its result what became of it. */
export async function report(input: ReportInput): Promise<ReportResult> {
  const { options, host } = input;
  if (options.problems.length > 0) return refused(options.problems);
  const deadline = host.clock.now() + options.values.timeout * 1000;
  const facts = await readFacts(host, options.values, {
    fetch: fetchOverTransport(host),
    // Made when it is asked for: few reports need it.
    get signal() {
      return AbortSignal.timeout(Math.max(0, deadline - host.clock.now()));
    },
  });
  const credentials = findCredentials(options.values);
  const isWithoutSecrets = areProblems(credentials) && !options.values.dryRun;
  if (isWithoutSecrets && facts.isForkPullRequest) return forkWithoutSecrets;
  const deployment = await deriveDeployment(facts, options.values, input.startedAt, host);
  if ('nothing' in deployment) return { outcome: 'not-a-deployment', reason: deployment.nothing };
  if ('problem' in deployment) return keptBack([deployment.problem], [], deployment.level);
  for (const notice of deployment.notices) host.log.info(`note: ${notice}`);
  if (options.values.dryRun) {
    const parcels = pack(deployment.records, options, host);
    return dryRun(input, parcels, 'accessToken' in credentials);
  }
  if (areProblems(credentials)) return refused(credentials, deployment.records);
  try {
    return resultOf(
      await send(input, { facts, records: deployment.records }, credentials, deadline),
    );
  } catch (thrown) {
    const { code, message, hint } = asPortDoraError(thrown);
    return keptBack([{ code, message, hint }], deployment.records, 'warning');
  }
}

/** The entities of the records, in the names of the account. */
function pack(
  records: readonly DeploymentRecord[],
  options: ReadReportOptions,
  { log }: Pick<Host, 'log'>,
  relations: readonly PullRequestRelation[] = [],
): readonly Parcel[] {
  const account = entityNames(options);
  return records.map((record) => {
    const { entity, notices } = withProperties(
      toEntity(record, account, relations),
      options.values.properties ?? {},
      account,
    );
    for (const notice of notices) log.info(`note: ${notice}`);
    return { record, entity };
  });
}

function entityNames({ names, values }: ReadReportOptions): EntityNames {
  const { properties, relations, values: enumValues } = names;
  return { properties, relations, values: enumValues, serviceMatch: values.serviceMatch };
}

async function send(
  { options, host, version }: ReportInput,
  { facts, records }: { readonly facts: RunFacts; readonly records: readonly DeploymentRecord[] },
  credentials: PortCredentials,
  deadline: number,
): Promise<readonly Delivery[]> {
  const { values, names } = options;
  const { clock, random, secrets, log, env } = host;
  const address = portAddress(values);
  const transport = await chooseTransport({ url: address.api, env, secrets });
  try {
    const port = createPortClient({
      ...{ address, credentials, clock, random, secrets, log, version, deadline },
      transport: transport.send,
    });
    const delivery = deliveryNames(names, values);
    const needs = { port, host, facts, options: values, deadline };
    const { blueprint } = delivery;
    const worked = await withHistory(records, entityNames(options), blueprint, needs);
    const parcels = pack(worked.records, options, host, worked.relations);
    const deliveries = await deliver(port, parcels, delivery);
    await markFailed(port, worked.marks, blueprint, log);
    return deliveries.map((one) => ({
      ...one,
      url: entityUrl(address, delivery.blueprint, one.record.identifier),
    }));
  } finally {
    await transport.close();
  }
}

/** The entity's page in the portal; Port makes one for every blueprint, called after it. */
function entityUrl({ app }: PortAddress, blueprint: string, identifier: string): string | null {
  return (
    app &&
    `${app}/${encodeURIComponent(blueprint)}Entity?identifier=${encodeURIComponent(identifier)}`
  );
}

function resultOf(deliveries: readonly Delivery[]): ReportResult {
  const missing = deliveries.filter(({ reported }) => !reported);
  if (missing.length === 0) return { outcome: 'reported', deliveries };
  const problems = missing.flatMap(({ problem }) => problem ?? []);
  const once = problems.filter(
    ({ message }, index) => problems.findIndex((one) => one.message === message) === index,
  );
  return {
    ...keptBack(
      once,
      missing.map(({ record }) => record),
      'warning',
    ),
    deliveries,
  };
}

async function dryRun(
  { options, host, version }: ReportInput,
  parcels: readonly Parcel[],
  hasToken: boolean,
): Promise<ReportResult> {
  const { planRequests } = await import('./dry-run.ts');
  if (options.values.leadTime !== 'off') {
    host.log.info(
      'note: kind, changes and lead time come from the history in Port, which a dry run does not read',
    );
  }
  const { blueprint } = deliveryNames(options.names, options.values);
  const entities = parcels.map(({ entity }) => entity);
  return {
    outcome: 'dry-run',
    records: parcels.map(({ record }) => record),
    requests: planRequests(
      { address: portAddress(options.values), version },
      blueprint,
      entities,
      !hasToken,
    ),
  };
}

type NotReported = Extract<ReportResult, { readonly outcome: 'not-reported' }>;

const keptBack = (
  problems: readonly Problem[],
  records: readonly DeploymentRecord[],
  level: NotReported['level'],
): NotReported => ({
  outcome: 'not-reported',
  problems,
  deliveries: [],
  records,
  level,
  mayFail: true,
});

/** What the user has to mend. */
const refused = (
  problems: readonly Problem[],
  records: readonly DeploymentRecord[] = [],
): NotReported => keptBack(problems, records, 'error');

const forkWithoutSecrets: ReportResult = { outcome: 'not-a-deployment', reason: forkNotice };
