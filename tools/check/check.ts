/** One part of the gate: the problems that it finds in the project at `root`, none when all is well. */
export interface Check {
  readonly name: string;
  run(root: string): Promise<readonly string[]>;
}
