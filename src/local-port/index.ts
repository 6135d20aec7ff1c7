export { type Behaviour, type BehaviourName, behaviours } from './behaviour.ts';
export type { FaultRequest } from './control/fault.ts';
export type { LocalPort, LocalPortOptions, RateLimit } from './local-port.ts';
export type { MetricsPage } from './page/metrics-page.ts';
export { startLocalPort } from './start-local-port.ts';
