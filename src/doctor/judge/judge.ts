import { nameIn } from '../../deployment/entity-names.ts';
import { asPortDoraError } from '../../errors/port-dora-error.ts';
import type { PortBlueprint } from '../../port/blueprint.ts';
import type { Facts } from '../facts.ts';
import {
  type CheckName,
  checkNames,
  type Finding,
  failure,
  type Remark,
  skipped,
} from '../finding.ts';
import type { Reading } from '../reading.ts';
import { judgeBlueprint } from './judge-blueprint.ts';
import { judgeCi, judgeCodeHost } from './judge-ci.ts';
import { judgeCredentials } from './judge-credentials.ts';
import { judgeIncidents } from './judge-incidents.ts';
import { judgeIntegrations, judgeMappings } from './judge-integrations.ts';
import { judgeLastDeployment } from './judge-last-deployment.ts';
import { judgeLeadTime } from './judge-lead-time.ts';
import { judgeNode, judgeProxy } from './judge-machine.ts';
import { judgeClock, judgeReach } from './judge-reach.ts';
import { judgeServiceRelation } from './judge-service-relation.ts';
import { judgeServices, judgeServiceTitles } from './judge-services.ts';
import { judgeMetrics, judgeSetup } from './judge-setup.ts';
import { judgeTwoWriters } from './judge-two-writers.ts';

const judges: Readonly<Record<CheckName, (facts: Facts) => readonly Remark[]>> = {
  node: ({ machine }) => judgeNode(machine),
  proxy: ({ machine }) => judgeProxy(machine),
  reach: judgeReach,
  clock: ({ probe }) => judgeClock(probe),
  credentials: judgeCredentials,
  'deployment-blueprint': (facts) =>
    withRead(facts.blueprints, (blueprints) => judgeBlueprint(blueprints, facts)),
  'service-relation': ({ blueprints, names }) =>
    withRead(blueprints, (read) => judgeServiceRelation(read, names)),
  metrics: ({ blueprints, names, setup }) =>
    withRead(blueprints, (read) => judgeMetrics(read, names, setup)),
  setup: ({ setup, names }) => withRead(setup, (read) => judgeSetup(read, names)),
  services: ({ deployments, services, names }) =>
    withRead(deployments, (read) =>
      withRead(services, (known) => judgeServices(read, known, names)),
    ),
  'service-titles': ({ services, names }) =>
    withRead(services, (known) => judgeServiceTitles(known, names)),
  integrations: ({ integrations, setup }) =>
    withRead(integrations, (installed) =>
      judgeIntegrations(installed, 'value' in setup ? setup.value : { notInstalled: [] }),
    ),
  mappings: ({ integrations }) => withRead(integrations, judgeMappings),
  'last-deployment': ({ deployments, now }) =>
    withRead(deployments, (read) => judgeLastDeployment(read, now)),
  'lead-time': (facts) => leadTime(facts),
  'two-writers': ({ deployments }) => withRead(deployments, judgeTwoWriters),
  incidents: ({ incidents }) => withRead(incidents, judgeIncidents),
  ci: ({ context }) => withRead(context, judgeCi),
  'code-host': ({ codeHost }) => withRead(codeHost, judgeCodeHost),
};

/** What was found by every check, in their order; a check that breaks says so and stops no other. */
export function judge(facts: Facts): readonly Finding[] {
  return checkNames.flatMap((check) =>
    remarksOf(judges[check], facts).map((remark) => ({ check, ...remark })),
  );
}

function remarksOf(check: (facts: Facts) => readonly Remark[], facts: Facts): readonly Remark[] {
  try {
    return check(facts);
  } catch (thrown) {
    const { message, hint } = asPortDoraError(thrown);
    return [failure(message, hint)];
  }
}

/** What Port does not let these credentials read is no fault of the account. */
function withRead<T>(
  reading: Reading<T>,
  check: (value: T) => readonly Remark[],
): readonly Remark[] {
  if ('value' in reading) return check(reading.value);
  if ('notRead' in reading) return [skipped(reading.notRead)];
  const { code, message, hint } = reading.error;
  return code === 'API_FORBIDDEN'
    ? [skipped(`these credentials may not read it (${message})`)]
    : [failure(message, hint)];
}

/** A blueprint without the property says so in its own check. */
function leadTime({ deployments, blueprints, names }: Facts): readonly Remark[] {
  const name = nameIn(names.properties, 'leadTimeHours');
  const blueprint: PortBlueprint | undefined =
    'value' in blueprints ? blueprints.value.get(names.deployment) : undefined;
  if (blueprint && !Object.hasOwn(blueprint.properties, name)) {
    return [skipped(`${names.deployment} has no property ${name} of its own`)];
  }
  return withRead(deployments, judgeLeadTime);
}
