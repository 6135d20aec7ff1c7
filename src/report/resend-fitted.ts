import type { EntityInput } from '../port/entity.ts';
import { findPullRequests } from './find-pull-requests.ts';
import { findService, type ServiceSearch } from './find-service.ts';
import { fitEntity } from './fit-entity.ts';
import type { ReportPort } from './report-port.ts';
import type { Problem, ServiceLink } from './report-result.ts';
import { type Sent, send } from './send-entities.ts';

/** An entity that Port refused, and the service that it belongs to. */
export interface Refused {
  readonly entity: EntityInput;
  readonly service: ServiceSearch;
}

export interface Resent {
  readonly sent: Sent;
  readonly leftOut: readonly string[];
  /** Relations to pull requests that Port does not have. */
  readonly unrelated: readonly string[];
  readonly service: ServiceLink | null;
}

/** How the deployment blueprint and its relation to services are called. */
export interface FittingNames {
  readonly blueprint: string;
  readonly serviceRelation: string;
  /** Relations to pull requests. */
  readonly pullRequestRelations: readonly string[];
}

/** Reads the blueprint, looks the services up, and sends once more without what does not fit. */
export async function resendFitted(
  port: ReportPort,
  refused: readonly Refused[],
  { blueprint: name, serviceRelation, pullRequestRelations }: FittingNames,
): Promise<readonly Resent[] | Problem> {
  const blueprint = await port.getBlueprint(name);
  if (!blueprint) {
    return {
      code: 'API_BLUEPRINT_MISSING',
      message: `there is no blueprint ${name} in this Port account`,
      hint: 'create it, or give the name of yours as the option blueprint',
    };
  }
  const target = blueprint.relations[serviceRelation]?.target;
  const fitted = await Promise.all(
    refused.map(async ({ entity, service }) => {
      const link =
        typeof target === 'string'
          ? await findService(port, { ...service, blueprint: target })
          : null;
      const { entity: found, missing } = await findPullRequests(
        port,
        withService(entity, serviceRelation, link),
        { names: pullRequestRelations, in: blueprint },
      );
      const fit = fitEntity(found, blueprint);
      const leftOut = [...fit.unknown, ...fit.refused];
      return { entity: fit.entity, leftOut, unrelated: missing, service: link };
    }),
  );
  const sent = await send(
    port,
    name,
    fitted.map(({ entity }) => entity),
  );
  return fitted.flatMap(({ entity: _, ...about }, index) => {
    const one = sent[index];
    return one ? [{ sent: one, ...about }] : [];
  });
}

/** The relation by identifier, which every account answers in the same way; without it when there is no single service. */
function withService(entity: EntityInput, relation: string, link: ServiceLink | null): EntityInput {
  const { [relation]: _, ...others } = entity.relations ?? {};
  const relations = link?.state === 'linked' ? { ...others, [relation]: link.identifier } : others;
  return { ...entity, relations };
}
