import type { ScorecardBody } from './scorecard-body.ts';

/** A scorecard as it is kept and shown. */
export interface Scorecard extends Omit<ScorecardBody, 'levels'> {
  /** Made up by the server, besides the identifier that the client chose. */
  readonly id: string;
  readonly blueprint: string;
  readonly levels: readonly Level[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

export type Level = NonNullable<ScorecardBody['levels']>[number];

/** The levels of a scorecard that names none: page "Concepts and structure" of scorecards. */
export const defaultLevels: readonly Level[] = [
  { title: 'Basic', color: 'paleBlue' },
  { title: 'Bronze', color: 'bronze' },
  { title: 'Silver', color: 'silver' },
  { title: 'Gold', color: 'gold' },
];
