import type { DoctorNames } from '../doctor-names.ts';
import type { DeploymentReading, ServiceFacts } from '../facts.ts';
import { failure, fine, orFine, type Remark, warning } from '../finding.ts';
import { countBy } from './count-by.ts';
import { someOf } from './some-of.ts';

/** How many services are named one by one. */
const most = 5;

/** Which deployments belong to no service, and what their names match. */
export function judgeServices(
  { list, days, isCut }: DeploymentReading,
  services: readonly ServiceFacts[],
  names: DoctorNames,
): readonly Remark[] {
  if (list.length === 0) return [fine(`no deployment of the last ${days} days to look at`)];
  const alone = list.filter((one) => one.services.length === 0);
  const looked = `${isCut ? 'of the first ' : ''}${list.length} of the last ${days} days`;
  if (alone.length === 0) return [fine(`with their service: all ${looked}`)];
  const entities = new Map(countBy(services, ({ name }) => name));
  const byName = countBy(alone, ({ serviceName }) => serviceName);
  const nameless = alone.filter(({ serviceName }) => serviceName === null).length;
  const grade = alone.length === list.length ? failure : warning;
  return [
    ...byName
      .slice(0, most)
      .map(([name, count]) => grade(...advice(name, count, entities.get(name) ?? 0, names))),
    ...(byName.length > most
      ? [
          grade(
            `${byName.length - most} more service names have no service`,
            'mend those above first, and look again',
          ),
        ]
      : []),
    ...(nameless > 0
      ? [
          grade(
            `without a service and without its name: ${nameless} of ${looked}`,
            'give them one in the mapping or script that writes them',
          ),
        ]
      : []),
  ];
}

/** What it says about one name, and what to do. */
function advice(
  name: string,
  count: number,
  matches: number,
  { service, serviceMatch }: DoctorNames,
): readonly [says: string, fix: string] {
  const what = `without a service: ${count} of ${JSON.stringify(name)}`;
  const field = serviceMatch === '$title' ? 'title' : serviceMatch;
  if (matches === 0) {
    return [
      `${what}; no ${service} has that ${field}`,
      `create the ${service}, or give the option \`service\` the ${field} of the one that is meant`,
    ];
  }
  if (matches > 1) {
    return [
      `${what}; ${matches} entities of ${service} have that ${field}`,
      `make the ${field} unique, or set \`service-match\` to a property that is`,
    ];
  }
  return [
    `${what}, although there is one ${service} with that ${field} now`,
    'run `port-dora backfill` for that time: it relates them',
  ];
}

/** Whether a name means one service. */
export function judgeServiceTitles(
  services: readonly ServiceFacts[],
  { service, serviceMatch }: DoctorNames,
): readonly Remark[] {
  if (services.length === 0) {
    return [
      warning(
        `there is no ${service} in the catalog, so deployments have nothing to belong to`,
        `create one for each service, or let \`port-dora setup --services-from\` make them from repositories`,
      ),
    ];
  }
  const several = countBy(services, ({ name }) => name).filter(([, count]) => count > 1);
  const field = serviceMatch === '$title' ? 'titles' : `values of ${serviceMatch}`;
  const shown = several.map(([name, count]) => `${JSON.stringify(name)} (${count})`);
  const remarks =
    several.length > 0
      ? [
          warning(
            `several entities of ${service} share one name: ${someOf(shown, most)}`,
            'make them unique, or set `service-match` to a property that is',
          ),
        ]
      : [];
  return orFine(remarks, `the ${field} of ${services.length} entities of ${service} are unique`);
}
