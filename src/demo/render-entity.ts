/** The part of an entity that the demo shows. */
export interface DemoEntity {
  readonly identifier: string;
  readonly title: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, unknown>>;
}

/** With the titles that Port shows. */
const titles: Readonly<Record<string, string>> = {
  deploymentStatus: 'Deployment Status',
  kind: 'Kind',
  changeCount: 'Change Count',
  leadTimeHours: 'Lead Time (Hours)',
  leadTimeReason: 'Lead Time Reason',
  failed: 'Failed',
  failureReason: 'Failure Reason',
  failureBy: 'Failure Shown By',
  recoveredAt: 'Recovered At',
  recoveryHours: 'Recovery Time (Hours)',
};

/** Some properties of an entity as a card; `isWhole` adds where it is found. */
export function renderEntity(
  { identifier, title, properties, relations }: DemoEntity,
  shown: readonly string[],
  isWhole: boolean,
): readonly string[] {
  const rows: readonly (readonly [string, unknown])[] = [
    ['Identifier', isWhole ? identifier : null],
    ['Service', isWhole ? (relations.service ?? 'none') : null],
    ['Finished At', properties.finishedAt],
    ...shown.map((name) => [titles[name] ?? name, properties[name]] as const),
  ];
  const known = rows.filter(([, value]) => value !== undefined && value !== null);
  const body = known.map(([label, value]) => `${label.padEnd(24)}${String(value)}`);
  const width = Math.max(title.length, ...body.map((line) => line.length));
  const line = (text: string): string => `│ ${text.padEnd(width)} │`;
  return [
    `┌${'─'.repeat(width + 2)}┐`,
    line(title),
    `├${'─'.repeat(width + 2)}┤`,
    ...body.map(line),
    `└${'─'.repeat(width + 2)}┘`,
  ];
}
