import type { DeploymentRecord } from '../../deployment/record.ts';
import { withIdentifier } from './with-identifier.ts';

/**
 * What was found, under the identifiers that live reports gave it. A job of GitHub is told the name of its environment
 * only where somebody lets it be; else a report knows the environment alone, while the host tells the name afterwards.
 * What was never reported follows the others of its environment, so that they stay one history.
 */
export function asReported(
  found: readonly DeploymentRecord[],
  known: readonly DeploymentRecord[],
): readonly DeploymentRecord[] {
  const inPort = new Map(known.map((record) => [record.identifier, record]));
  const named = new Set(known.flatMap((record) => (hasName(record) ? [placeOf(record)] : [])));
  const isUnnamed = (record: DeploymentRecord): boolean => {
    const identifier = unnamedIdentifier(record);
    return identifier !== null && inPort.has(identifier) && !inPort.has(record.identifier);
  };
  const unnamed = new Set(
    found.filter(isUnnamed).flatMap((record) => {
      const place = placeOf(record);
      return named.has(place) ? [] : [place];
    }),
  );
  return found.map((record) => {
    const identifier = unnamedIdentifier(record);
    if (identifier === null || inPort.has(record.identifier)) return record;
    if (!isUnnamed(record) && !unnamed.has(placeOf(record))) return record;
    return {
      ...withIdentifier(record, identifier),
      environmentName: inPort.get(identifier)?.environmentName ?? null,
    };
  });
}

const hasName = ({ environment, environmentName }: DeploymentRecord): boolean =>
  Boolean(environmentName) && environmentName !== environment;

const placeOf = ({ service, environment, environmentName }: DeploymentRecord): string =>
  JSON.stringify([service, environment, environmentName]);

/** The environment stands last; an identifier that was shortened does not show it. */
function unnamedIdentifier(record: DeploymentRecord): string | null {
  const { identifier, environment } = record;
  if (!hasName(record) || identifier.includes('==')) return null;
  return `${identifier.slice(0, identifier.lastIndexOf('/'))}/${environment}`;
}
