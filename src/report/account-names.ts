import { pullRequestRelations } from '../deployment/pull-request-relations.ts';
import type { AccountNames } from '../options/account-names.ts';
import { deploymentBlueprint } from '../options/deployment-blueprint.ts';
import type { DeliveryNames } from './parcel.ts';
import type { ReportOptionValues } from './report-options.ts';

/** The names of an account for everything that a delivery looks at. */
export function deliveryNames(
  { properties, relations, values, blueprints }: AccountNames,
  options: Pick<ReportOptionValues, 'blueprint' | 'serviceMatch'>,
): DeliveryNames {
  return {
    blueprint: deploymentBlueprint({ blueprints }, options.blueprint),
    serviceBlueprint: blueprints.service ?? 'service',
    serviceRelation: relations.service ?? 'service',
    serviceMatch: options.serviceMatch,
    pullRequestRelations: pullRequestRelations.map((ours) => relations[ours] ?? ours),
    failed: properties.failed ?? 'failed',
    failureReason: properties.failureReason ?? 'failureReason',
    status: properties.deploymentStatus ?? 'deploymentStatus',
    failedStatus: values.deploymentStatus?.Failed ?? 'Failed',
  };
}
