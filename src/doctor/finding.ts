/** Every check, in the order in which they are shown; docs/doctor.md has a heading for each of them. */
export const checkNames = [
  'node',
  'proxy',
  'reach',
  'clock',
  'credentials',
  'deployment-blueprint',
  'service-relation',
  'metrics',
  'setup',
  'services',
  'service-titles',
  'integrations',
  'mappings',
  'last-deployment',
  'lead-time',
  'two-writers',
  'incidents',
  'ci',
  'code-host',
] as const;

export type CheckName = (typeof checkNames)[number];

/** `skipped`: not looked at, because something that it needs is not there or failed. */
export type FindingLevel = 'ok' | 'warning' | 'failure' | 'skipped';

/** What a check found, and the one next step. */
export interface Finding {
  readonly check: CheckName;
  readonly level: FindingLevel;
  readonly says: string;
  /** An imperative sentence; `null` when there is nothing to do. */
  readonly fix: string | null;
}

/** A finding before it is known which check it belongs to. */
export type Remark = Omit<Finding, 'check'>;

export const fine = (says: string): Remark => ({ level: 'ok', says, fix: null });
export const warning = (says: string, fix: string): Remark => ({ level: 'warning', says, fix });
export const failure = (says: string, fix: string): Remark => ({ level: 'failure', says, fix });
export const skipped = (why: string): Remark => ({
  level: 'skipped',
  says: `not looked at: ${why}`,
  fix: null,
});

/** The remarks, or that all is well when there are none. */
export const orFine = (remarks: readonly Remark[], says: string): readonly Remark[] =>
  remarks.length > 0 ? remarks : [fine(says)];
