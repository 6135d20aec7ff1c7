import type { Tokens } from '../auth/tokens.ts';
import type { ComputedValues } from '../computed/computed-values.ts';
import type { BehaviourSettings } from '../control/behaviour-settings.ts';
import type { Faults } from '../control/faults.ts';
import type { SettableClock } from '../control/settable-clock.ts';
import type { PropertyValidators } from '../entities/property-validators.ts';
import type { RateWindow } from '../http/rate-window.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Integrations } from '../integrations/integrations.ts';
import type { Pages } from '../pages/pages.ts';
import type { Journal } from '../store/journal.ts';
import type { Catalog } from './catalog.ts';
import type { Ghosts } from './ghosts.ts';
import type { Later } from './later.ts';
import type { Migrations } from './migrations.ts';

/** Everything that one local Port remembers; routes get it as an argument. */
export interface LocalPortState {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly version: string;
  readonly catalog: Catalog;
  readonly computed: ComputedValues;
  readonly migrations: Migrations;
  readonly pages: Pages;
  readonly integrations: Integrations;
  readonly ghosts: Ghosts;
  readonly journal: Journal;
  readonly later: Later;
  readonly validators: PropertyValidators;
  readonly tokens: Tokens;
  readonly clock: SettableClock;
  readonly behaviour: BehaviourSettings;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly rate: RateWindow;
}
