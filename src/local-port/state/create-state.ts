import { randomBytes } from 'node:crypto';
import { nodeClock } from '../../host/node-clock.ts';
import { Tokens } from '../auth/tokens.ts';
import { systemBlueprints } from '../blueprints/system-blueprints.ts';
import { ComputedValues } from '../computed/computed-values.ts';
import { BehaviourSettings } from '../control/behaviour-settings.ts';
import { Faults } from '../control/faults.ts';
import { SettableClock } from '../control/settable-clock.ts';
import { PropertyValidators } from '../entities/property-validators.ts';
import { RateWindow } from '../http/rate-window.ts';
import { RequestLog } from '../http/request-log.ts';
import type { StoredIntegration } from '../integrations/integration.ts';
import { Integrations } from '../integrations/integrations.ts';
import type { LocalPortOptions } from '../local-port.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import type { StoredPage } from '../pages/page.ts';
import { Pages } from '../pages/pages.ts';
import type { Scorecard } from '../scorecards/scorecard.ts';
import { Journal } from '../store/journal.ts';
import type { Change, Store } from '../store/store.ts';
import { Catalog } from './catalog.ts';
import { Ghosts } from './ghosts.ts';
import { Later } from './later.ts';
import { type Migration, Migrations } from './migrations.ts';
import type { LocalPortState } from './state.ts';

/** The state of a server that starts: what the store kept, and the system's own blueprints. */
export function createState(options: LocalPortOptions, store: Store | null): LocalPortState {
  const journal = new Journal(store);
  const catalog = new Catalog(journal.record);
  const behaviour = new BehaviourSettings(options.behaviour ?? {});
  const validators = new PropertyValidators();
  const computed = new ComputedValues(catalog, behaviour, validators);
  catalog.computed = computed;
  const state: LocalPortState = {
    clientId: options.clientId ?? `local-${randomBytes(8).toString('hex')}`,
    clientSecret: options.clientSecret ?? randomBytes(24).toString('hex'),
    version: options.version ?? 'unknown',
    journal,
    catalog,
    computed,
    migrations: new Migrations(journal.record),
    pages: new Pages(journal.record),
    integrations: new Integrations(journal.record),
    ghosts: new Ghosts(),
    later: new Later(() => journal.flush()),
    validators,
    tokens: new Tokens(),
    clock: new SettableClock(options.clock ?? nodeClock),
    behaviour,
    faults: new Faults(),
    requests: new RequestLog(),
    rate: new RateWindow(options.rateLimit),
  };
  journal.replay((record) => restore(record, state));
  addSystemBlueprints(state);
  journal.flush();
  return state;
}

/** Back to how the server started, with nothing in it: also the data file is emptied. */
export function resetState(state: LocalPortState): void {
  state.later.clear();
  state.clock.reset();
  state.behaviour.reset();
  state.catalog.clear();
  state.computed.clear();
  state.migrations.clear();
  state.pages.clear();
  state.integrations.clear();
  state.ghosts.clear();
  state.tokens.clear();
  state.faults.clear();
  state.requests.clear();
  state.rate.reset();
  addSystemBlueprints(state);
  state.journal.flush();
}

function restore({ kind, value }: Change, state: LocalPortState): void {
  const { catalog, migrations, pages, integrations } = state;
  if (kind === 'blueprint') catalog.putBlueprint(value as Blueprint);
  else if (kind === 'entity') catalog.putEntity(value as Entity);
  else if (kind === 'scorecard') catalog.scorecards.put(value as Scorecard);
  else if (kind === 'page') pages.put(value as StoredPage);
  else if (kind === 'integration') integrations.put(value as StoredIntegration);
  else migrations.put(value as Migration);
}

function addSystemBlueprints({ catalog, clock }: LocalPortState): void {
  const now = new Date(clock.now()).toISOString();
  for (const blueprint of systemBlueprints(now)) {
    if (!catalog.blueprint(blueprint.identifier)) catalog.putBlueprint(blueprint);
  }
}
