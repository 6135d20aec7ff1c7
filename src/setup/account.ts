import type { Place } from '../catalog/thing.ts';
import type { PortBlueprint } from '../port/blueprint.ts';
import type { JsonObject } from '../port/json.ts';
import type { Manifest } from './manifest.ts';

/** A part of the API that these credentials may not read, or that this server does not have. */
export interface Unreadable {
  readonly what: 'scorecards' | 'pages' | 'integrations';
  readonly reason: string;
}

/** What setup reads of an account before it decides. */
export interface Account {
  readonly blueprints: ReadonlyMap<string, PortBlueprint>;
  /** By blueprint. */
  readonly scorecards: ReadonlyMap<string, readonly JsonObject[]>;
  readonly pages: readonly JsonObject[];
  readonly integrations: readonly JsonObject[];
  /** How many entities a blueprint has, for the few for which that decides something. */
  readonly counts: ReadonlyMap<string, number>;
  /** Titles of entities by identifier, for services that are made from repositories. */
  readonly entities: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly manifest: Manifest | null;
  readonly unreadable: readonly Unreadable[];
}

/** Whether things of a kind can be set up in this account at all. */
export const canHold = ({ unreadable }: Account, { kind }: Pick<Place, 'kind'>): boolean =>
  !unreadable.some(
    ({ what }) =>
      (kind === 'scorecard' && what === 'scorecards') ||
      (kind === 'page' && what === 'pages') ||
      (kind === 'mapping' && what === 'integrations'),
  );
