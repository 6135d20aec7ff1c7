/** A deployment that a code host itself knows. */
export interface DeploymentFacts {
  readonly id: number;
  readonly environment: string;
  /** A commit by its id in the history under test. */
  readonly commit: string;
  /** What became of it, in order, with the times. */
  readonly statuses: readonly (readonly [state: string, at: string])[];
  /** The run or pipeline that made it. */
  readonly run: number;
}
