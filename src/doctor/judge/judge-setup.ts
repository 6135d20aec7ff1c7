import type { PortBlueprint } from '../../port/blueprint.ts';
import type { DoctorNames } from '../doctor-names.ts';
import type { SetupFacts } from '../facts.ts';
import { failure, orFine, type Remark, skipped, warning } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { someOf } from './some-of.ts';

const apply = 'run `port-dora setup plan`, then `port-dora setup apply`';

/** The ids of Port's DORA guide on services; those of incidents only where there is a tool. */
const aggregations = ['deployment_frequency', 'lead_time_for_change', 'total_deployments'] as const;
const ofIncidents = ['total_incidents', 'mean_time_to_recovery'] as const;
const calculations = ['changeFailureRate'] as const;

/** Whether the metrics stand on services, under their usual ids and as what they have to be. */
export function judgeMetrics(
  blueprints: ReadonlyMap<string, PortBlueprint>,
  { service }: DoctorNames,
  setup: Reading<SetupFacts>,
): readonly Remark[] {
  const blueprint = blueprints.get(service);
  if (!blueprint) return [skipped(`there is no blueprint ${service}`)];
  const hasTool = 'value' in setup && setup.value.incidents.length > 0;
  const { aggregationProperties, calculationProperties } = blueprint;
  const missing = [
    ...[...aggregations, ...(hasTool ? ofIncidents : [])].filter(
      (id) => !Object.hasOwn(aggregationProperties, id),
    ),
    ...calculations.filter((id) => !Object.hasOwn(calculationProperties, id)),
  ];
  const remarks =
    missing.length > 0
      ? [warning(`${service} lacks the metrics ${missing.join(', ')}`, apply)]
      : [];
  return orFine(remarks, `${service} has the metrics; Port works them out every 15 minutes`);
}

/** Whether the account is as setup would leave it, and reports go to where setup keeps deployments. */
export function judgeSetup(
  { isSetUp, changes, deployment }: SetupFacts,
  names: DoctorNames,
): readonly Remark[] {
  if (!isSetUp) {
    return [warning('setup has not run in this account', apply)];
  }
  const remarks: Remark[] = [];
  if (deployment !== names.deployment) {
    remarks.push(
      failure(
        `setup keeps deployments in ${deployment}, and reports go to ${names.deployment}`,
        `write \`blueprint: ${deployment}\` into .port-dora.yml of the repositories that report`,
      ),
    );
  }
  if (changes.length > 0) {
    remarks.push(
      warning(
        `the account differs from what setup made: ${someOf(changes, 3)}`,
        'run `port-dora setup plan` to see it line by line',
      ),
    );
  }
  return orFine(remarks, 'the account is as setup left it');
}
