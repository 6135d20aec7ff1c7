import type { Owners } from './owners.ts';
import { type GroupKind, groupKinds } from './report.ts';

/** A group with the services in it. */
export interface Group {
  readonly by: GroupKind;
  readonly name: string;
  /** `null` for all services, also those of incidents that name none. */
  readonly services: ReadonlySet<string> | null;
}

/** All, then domains, teams and services by name; of the kinds that are asked for, and `all` always. */
export function groupsOf(
  services: Iterable<string>,
  owners: Owners,
  kinds: readonly GroupKind[],
): Group[] {
  const members = { domain: new Map(), team: new Map(), service: new Map() } satisfies Record<
    string,
    Map<string, Set<string>>
  >;
  const put = (by: keyof typeof members, name: string, service: string): void => {
    const map: Map<string, Set<string>> = members[by];
    const known = map.get(name);
    if (known) known.add(service);
    else map.set(name, new Set([service]));
  };
  for (const service of services) {
    put('service', service, service);
    const owner = owners.get(service);
    for (const team of owner?.teams ?? []) put('team', team, service);
    if (owner?.domain) put('domain', owner.domain, service);
  }
  const list = (by: keyof typeof members): Group[] =>
    kinds.includes(by)
      ? sorted(members[by]).map(([name, set]) => ({ by, name, services: set }))
      : [];
  return [
    { by: groupKinds[0], name: 'all', services: null },
    ...list('domain'),
    ...list('team'),
    ...list('service'),
  ];
}

function sorted(map: ReadonlyMap<string, Set<string>>): [string, Set<string>][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
