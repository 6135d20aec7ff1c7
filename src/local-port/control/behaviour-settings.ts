import { type Behaviour, behaviours } from '../behaviour.ts';

const defaults = Object.fromEntries(
  Object.entries(behaviours).map(([name, values]) => [name, values[0]]),
) as Behaviour;

/** The switches as they stand, with a way back to how the server was started. */
export class BehaviourSettings {
  readonly #atStart: Behaviour;
  #current: Behaviour;

  constructor(changes: Partial<Behaviour>) {
    this.#atStart = { ...defaults, ...changes };
    this.#current = this.#atStart;
  }

  get current(): Behaviour {
    return this.#current;
  }

  change(changes: Partial<Behaviour>): void {
    this.#current = { ...this.#current, ...changes };
  }

  reset(): void {
    this.#current = this.#atStart;
  }
}
