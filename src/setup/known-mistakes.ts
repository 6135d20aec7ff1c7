import type { Thing } from '../catalog/thing.ts';
import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import { isSameDefinition } from './same-definition.ts';

/** A definition of Port's DORA guide that cannot be right, and why. */
interface Mistake {
  readonly matches: (theirs: JsonObject) => boolean;
  readonly why: string;
}

const success = { property: 'deploymentStatus', operator: '=', value: 'Success' };
const averagePerMonth = {
  func: 'average',
  averageOf: 'month',
  measureTimeBy: '$createdAt',
  calculationBy: 'entities',
};

/** The shape of an aggregation without its words; Port may have taken keys away that do not belong to `count`. */
const counts =
  (spec: JsonObject, ...rules: readonly JsonObject[]) =>
  (theirs: JsonObject): boolean => {
    const query = objectOrEmpty(theirs.query);
    return (
      isSameDefinition(objectOrEmpty(theirs.calculationSpec), spec) &&
      !isFiltered(theirs) &&
      JSON.stringify(withoutWindow(query.rules).map(sorted)) === JSON.stringify(rules.map(sorted))
    );
  };

const isFiltered = ({ pathFilter }: JsonObject): boolean =>
  Array.isArray(pathFilter) && pathFilter.length > 0;

/** The guide shows a rule on the time of resolution as a tip: with it a definition is still the guide's. */
const withoutWindow = (rules: unknown): JsonObject[] =>
  (Array.isArray(rules) ? rules : [])
    .filter(isJsonObject)
    .filter(({ operator }) => operator !== 'between');

const sorted = (rule: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)));

const noPath = 'counts whatever is related in any way';

const openTimes = ['pullRequest', 'mergeRequest', 'azureDevopsPullRequest'].map(
  (relation) => `${relation}.leadTimeHours`,
);

// Source of the shapes: Port's guide "Track DORA metrics", section "Metrics".
const mistakes: Readonly<Record<string, Mistake>> = {
  'aggregation/service/deployment_frequency': {
    matches: counts(averagePerMonth, success),
    why: `measures by the time of ingestion, in all environments, over all history, and ${noPath}`,
  },
  'aggregation/service/total_deployments': {
    matches: counts(averagePerMonth, success),
    why: 'is a monthly average of the successful ones, where the rate needs the number of all in its window',
  },
  'aggregation/service/lead_time_for_change': {
    matches: counts(
      {
        func: 'average',
        averageOf: 'total',
        property: 'leadTimeHours',
        measureTimeBy: '$createdAt',
        calculationBy: 'property',
      },
      { property: 'status', operator: '=', value: 'merged' },
    ),
    why: 'averages how long pull requests were open, deployed or not, and not the time from commit to production',
  },
  'aggregation/service/total_incidents': {
    matches: (theirs) =>
      counts({
        calculationBy: 'entities',
        func: 'count',
        averageOf: 'month',
        measureTimeBy: '$createdAt',
      })(theirs) || counts({ calculationBy: 'entities', func: 'count' })(theirs),
    why: `counts over all history, and ${noPath}`,
  },
  'aggregation/service/mean_time_to_recovery': {
    matches: counts({
      func: 'average',
      averageOf: 'total',
      property: 'recoveryTime',
      measureTimeBy: 'resolvedAt',
      calculationBy: 'property',
    }),
    why: `covers all history, and ${noPath}`,
  },
  'calculation/service/changeFailureRate': {
    matches: ({ calculation }) =>
      typeof calculation === 'string' &&
      calculation.replace(/\s+/g, '') ===
        '(.properties.total_incidents/.properties.total_deployments)*100',
    why: 'divides all incidents ever by a monthly average, and by zero where nothing was deployed',
  },
  'mirror/deployment/leadTimeHours': {
    matches: ({ path }) => typeof path === 'string' && openTimes.includes(path),
    why: 'mirrors how long a pull request was open, where a deployment needs a lead time of its own',
  },
};

/** Why a definition that stands in the place of one of ours is replaced; `null` when it may be meant as it is. */
export function knownMistake({ key }: Pick<Thing, 'key'>, theirs: JsonObject): string | null {
  const mistake = Object.hasOwn(mistakes, key) ? mistakes[key] : undefined;
  return mistake?.matches(theirs) ? mistake.why : null;
}
