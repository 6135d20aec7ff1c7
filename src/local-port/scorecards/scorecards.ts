import type { Change } from '../store/store.ts';
import type { Scorecard } from './scorecard.ts';

/** The scorecards of all blueprints, in the order of creation. */
export class Scorecards {
  readonly #byBlueprint = new Map<string, Map<string, Scorecard>>();
  readonly #onChange: (change: Change) => void;

  constructor(onChange: (change: Change) => void) {
    this.#onChange = onChange;
  }

  of(blueprint: string): readonly Scorecard[] {
    return [...(this.#byBlueprint.get(blueprint)?.values() ?? [])];
  }

  all(): readonly Scorecard[] {
    return [...this.#byBlueprint.values()].flatMap((scorecards) => [...scorecards.values()]);
  }

  get(blueprint: string, identifier: string): Scorecard | undefined {
    return this.#byBlueprint.get(blueprint)?.get(identifier);
  }

  put(scorecard: Scorecard): void {
    const { blueprint, identifier } = scorecard;
    const scorecards = this.#byBlueprint.get(blueprint) ?? new Map<string, Scorecard>();
    this.#byBlueprint.set(blueprint, scorecards);
    scorecards.set(identifier, scorecard);
    this.#onChange({ kind: 'scorecard', id: keyOf(scorecard), value: scorecard });
  }

  delete(scorecard: Scorecard): void {
    this.#byBlueprint.get(scorecard.blueprint)?.delete(scorecard.identifier);
    this.#onChange({ kind: 'scorecard', id: keyOf(scorecard), value: null });
  }

  /** All scorecards of a blueprint that goes. */
  deleteOf(blueprint: string): void {
    for (const scorecard of this.of(blueprint)) this.delete(scorecard);
  }
}

function keyOf({ blueprint, identifier }: Scorecard): string {
  return JSON.stringify([blueprint, identifier]);
}
