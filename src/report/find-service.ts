import type { ReportPort } from './report-port.ts';
import type { ServiceLink } from './report-result.ts';

/** Where services are, and how a deployment names its own. */
export interface ServiceSearch {
  /** Blueprint of the services. */
  readonly blueprint: string;
  /** Property that the name is compared with, such as `$title`. */
  readonly property: string;
  readonly name: string;
}

/** The one service entity of that name; or that there is none, or several, with what to do about it. Never throws. */
export async function findService(port: ReportPort, search: ServiceSearch): Promise<ServiceLink> {
  const { blueprint, property, name } = search;
  try {
    const found: string[] = [];
    const query = {
      combinator: 'and' as const,
      rules: [{ property, operator: '=' as const, value: name }],
    };
    for await (const { identifier } of port.searchEntities(blueprint, {
      query,
      limit: 2,
      include: ['$identifier'],
    })) {
      found.push(identifier);
      if (found.length > 1) break;
    }
    const [only] = found;
    if (only !== undefined && found.length === 1) return { state: 'linked', identifier: only };
    return { state: found.length === 0 ? 'none' : 'several', hint: advice(search, found.length) };
  } catch {
    return { state: 'unknown' };
  }
}

function advice({ blueprint, property, name }: ServiceSearch, count: number): string {
  const what = `entity of the blueprint ${blueprint} with ${property} "${name}"`;
  return count === 0
    ? `no ${what}: create it, or give its ${property === '$title' ? 'title' : property} as the option service`
    : `more than one ${what}: make it unique, or set service-match to a property that is`;
}
