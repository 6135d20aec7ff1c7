import { createTwoFilesPatch } from 'diff';
import { settled } from './same-definition.ts';
import { type Change, placeName } from './settle-thing.ts';

/** How much a plan shows of each change. */
export interface RenderOptions {
  /** Whether what is changed is shown line by line. */
  readonly withDiff: boolean;
  readonly colours: boolean;
}

const signs = { create: '+', update: '~', delete: '-' } as const;
const escapes = { create: '\u001b[32m', update: '\u001b[33m', delete: '\u001b[31m' } as const;
const reset = '\u001b[0m';

/** The changes as a person reads them: one line a blueprint and what is added to it, then what differs. */
export function renderChanges(changes: readonly Change[], options: RenderOptions): string[] {
  const owners = [...new Set(changes.filter(isPart).map(({ at }) => at.owner))];
  const whole = changes.filter((change) => !isPart(change));
  const made = new Set(whole.filter(({ at }) => at.kind === 'blueprint').map(({ at }) => at.id));
  return [
    ...whole
      .filter(({ at }) => at.kind === 'blueprint')
      .flatMap((change) => [
        coloured(
          `${signs[change.action]} blueprint ${change.at.id}${because(change)}`,
          change.action,
          options,
        ),
        ...partLines(changes, change.at.id, options),
      ]),
    ...owners
      .filter((owner) => !made.has(owner))
      .flatMap((owner) => [
        coloured(`~ blueprint ${owner}`, 'update', options),
        ...partLines(changes, owner, options),
      ]),
    ...whole
      .filter(({ at }) => at.kind !== 'blueprint')
      .flatMap((change) => [
        coloured(
          `${signs[change.action]} ${change.at.kind} ${placeName(change.at)}${because(change)}`,
          change.action,
          options,
        ),
        ...diffLines(change, options),
      ]),
  ];
}

const isPart = ({ at }: Change): boolean =>
  ['property', 'relation', 'mirror', 'aggregation', 'calculation'].includes(at.kind);

function partLines(changes: readonly Change[], owner: string, options: RenderOptions): string[] {
  return changes
    .filter((change) => isPart(change) && change.at.owner === owner)
    .flatMap((change) => [
      coloured(
        `    ${signs[change.action]} ${change.at.kind} ${change.at.id}${because(change)}`,
        change.action,
        options,
      ),
      ...diffLines(change, options),
    ]);
}

const because = ({ why }: Change): string => (why === null ? '' : `: ${why}`);

/** What is made new is in the catalog to be read; what is changed is shown. */
function diffLines({ action, from, to }: Change, options: RenderOptions): string[] {
  if (!options.withDiff || action !== 'update') return [];
  const text = (value: unknown): string => `${JSON.stringify(settled(value), null, 2)}\n`;
  const patch = createTwoFilesPatch('', '', text(from), text(to), '', '', { context: 1 });
  return (
    patch
      .split('\n')
      .slice(4)
      .filter((line) => line !== '' && !line.startsWith('\\'))
      // Nobody sees the file whose lines these numbers count.
      .map((line) => (line.startsWith('@@') ? '…' : line))
      .filter((line, index) => index > 0 || line !== '…')
      .map((line) => {
        const kind = line.startsWith('+') ? 'create' : line.startsWith('-') ? 'delete' : null;
        const shown = `        ${line}`;
        return kind === null ? shown : coloured(shown, kind, options);
      })
  );
}

const coloured = (line: string, action: Change['action'], { colours }: RenderOptions): string =>
  colours ? `${escapes[action]}${line}${reset}` : line;
