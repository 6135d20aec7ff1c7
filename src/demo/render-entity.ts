/** The part of an entity that the demo shows. */
export interface DemoEntity {
  readonly identifier: string;
  readonly title: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, unknown>>;
}

const shown: readonly (readonly [label: string, property: string])[] = [
  ['Deployment Time', 'createdAt'],
  ['Finished At', 'finishedAt'],
  ['Environment', 'environment'],
  ['Deployment Status', 'deploymentStatus'],
  ['Failed', 'failed'],
  ['Duration (Seconds)', 'durationSeconds'],
  ['Commit', 'commitSha'],
  ['Ref', 'ref'],
  ['Deployed By', 'deployedBy'],
  ['Run', 'runUrl'],
];

/** An entity as a card, with the titles that Port shows. */
export function renderEntity({
  identifier,
  title,
  properties,
  relations,
}: DemoEntity): readonly string[] {
  const rows: readonly (readonly [string, unknown])[] = [
    ['Identifier', identifier],
    ['Service', relations.service ?? 'none'],
    ...shown.map(([label, property]) => [label, properties[property]] as const),
  ];
  const known = rows.filter(([, value]) => value !== undefined && value !== null);
  const body = known.map(([label, value]) => `${label.padEnd(20)}${String(value)}`);
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
