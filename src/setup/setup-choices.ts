import { type CatalogChoices, codeHosts, intervals, levels, windows } from '../catalog/choices.ts';
import type { Names } from '../catalog/names.ts';
import { isJsonObject, type JsonObject, objectOrEmpty, textOrNull } from '../port/json.ts';

/** Everything that a person can decide about a setup; what is `undefined` is taken from the account. */
export interface AskedChoices {
  readonly scm?: CatalogChoices['scm'] | undefined;
  readonly strategy?: readonly string[] | undefined;
  readonly incidents?: readonly string[] | undefined;
  readonly dashboards?: boolean | undefined;
  readonly scorecards?: boolean | undefined;
  readonly window?: CatalogChoices['window'] | undefined;
  readonly interval?: CatalogChoices['interval'] | undefined;
  readonly levels?: readonly CatalogChoices['levels'][number]['level'][] | undefined;
  /** Blueprint whose entities become services. */
  readonly servicesFrom?: string | undefined;
}

/** The choices as the manifest keeps them, so that any machine can check without being told again. */
export interface SetupChoices extends Omit<CatalogChoices, 'levels'> {
  readonly strategy: readonly string[];
  readonly levels: readonly CatalogChoices['levels'][number]['level'][];
  readonly servicesFrom: string | undefined;
  /** Names of blueprints, properties, relations and values that differ from ours. */
  readonly names: Names;
}

/** What was asked for now, over what the last run was told. */
export function withKept(asked: AskedChoices, kept: JsonObject | null): AskedChoices {
  if (kept === null) return asked;
  const words = <Word extends string>(value: unknown, among: readonly Word[]) =>
    Array.isArray(value) ? among.filter((word) => value.includes(word)) : undefined;
  const texts = (value: unknown) =>
    Array.isArray(value)
      ? value.filter((one): one is string => typeof one === 'string')
      : undefined;
  const truth = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
  return {
    scm: asked.scm ?? words(kept.scm, codeHosts),
    strategy: asked.strategy ?? texts(kept.strategy),
    incidents: asked.incidents ?? texts(kept.incidents),
    dashboards: asked.dashboards ?? truth(kept.dashboards),
    scorecards: asked.scorecards ?? truth(kept.scorecards),
    window: asked.window ?? windows.find((one) => one === kept.window),
    interval: asked.interval ?? intervals.find((one) => one === kept.interval),
    levels: asked.levels ?? words(kept.levels, levels),
    servicesFrom: asked.servicesFrom ?? textOrNull(kept.servicesFrom) ?? undefined,
  };
}

/** The names that the last run settled on: a later run must not move things elsewhere. */
export function keptNames(kept: JsonObject | null): Names {
  const names = objectOrEmpty(kept?.names);
  return {
    blueprints: texts(names.blueprints),
    properties: nested(names.properties),
    relations: nested(names.relations),
    values: nested(names.values),
  };
}

const nested = (value: unknown) =>
  Object.fromEntries(
    Object.entries(objectOrEmpty(value))
      .filter(([, map]) => isJsonObject(map))
      .map(([key, map]) => [key, texts(map)]),
  );

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectOrEmpty(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
