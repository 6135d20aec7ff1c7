/** What one report may cost. Times and memory are multiples of `node -e 0` in the same rounds. */
export interface Aims {
  readonly time: number;
  readonly memory: number;
  readonly requests: number;
  readonly startKib: number;
}

/** The aims for a Node version such as `v24.1.0`; starting up is dearer for the older ones. */
export function aimsFor(nodeVersion: string): Aims {
  const major = Number(/^v(\d+)\./.exec(nodeVersion)?.[1]);
  return { time: major >= 24 ? 2.0 : 2.2, memory: 1.3, requests: 2, startKib: 300 };
}
