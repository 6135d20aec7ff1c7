import { type AccountCall, demoAccount } from './demo-account.ts';
import { type DemoDeployment, demoDeployments, type ExpectedInPort } from './demo-deployments.ts';
import { demoHistory } from './demo-history.ts';
import { type DemoRepository, demoRepository } from './demo-repository.ts';
import { historyCalls } from './history-calls.ts';
import { type DemoEntity, renderEntity } from './render-entity.ts';
import { renderReleased } from './render-released.ts';
import { serveGithub } from './serve-github.ts';

/** What the demo needs from outside: a Port to talk to, and the built reporter to run. */
export interface DemoStage {
  now(): number;
  print(line: string): void;
  /** Calls the Port API with the demo's credentials. @returns the parsed answer; throws when it is not 2xx */
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** Runs the built reporter as a deploy job would; `githubUrl` is where GitHub's API answers. */
  report(
    deployment: Pick<DemoDeployment, 'env' | 'event' | 'jobStatus'>,
    githubUrl: string,
  ): Promise<{ readonly exitCode: number; readonly output: string }>;
}

export interface DemoResult {
  /** Whether all arrived as they should. */
  readonly allRight: boolean;
  /** How many of them the reporter reported; the others are history. */
  readonly reported: number;
  /** The deployments in Port, the earliest first. */
  readonly entities: readonly DemoEntity[];
}

/** Plays the demo: every report by the built reporter over HTTP, every entity read back. */
export async function runDemo(stage: DemoStage): Promise<DemoResult> {
  const now = stage.now();
  const repository = demoRepository(now);
  const story = demoDeployments(repository, now);
  await callAll(stage, demoAccount);
  const github = await serveGithub(repository);
  let allRight = true;
  try {
    for (const [index, deployment] of story.entries()) {
      stage.print(`\n${index + 1}. ${deployment.story}\n`);
      const isRight = await play(stage, deployment, repository, github.url, index === 0);
      allRight &&= isRight;
    }
  } finally {
    await github.close();
  }
  await callAll(stage, historyCalls(demoHistory(now)));
  return { allRight, reported: story.length, entities: await deployments(stage) };
}

async function callAll(
  { call }: Pick<DemoStage, 'call'>,
  calls: readonly AccountCall[],
): Promise<void> {
  for (const { path, body } of calls) await call('POST', path, body);
}

/** One deployment: what the reporter said, and what then stands in Port. @returns whether that is right */
async function play(
  stage: DemoStage,
  deployment: DemoDeployment,
  { pullRequests }: DemoRepository,
  githubUrl: string,
  isWhole: boolean,
): Promise<boolean> {
  const { exitCode, output } = await stage.report(deployment, githubUrl);
  for (const line of readable(output, isWhole)) stage.print(`   | ${line}`);
  const entities = await deployments(stage);
  stage.print('\n   In Port:');
  let isRight = exitCode === 0;
  for (const expected of deployment.inPort) {
    const entity = entities.find(({ identifier }) => identifier.includes(`/${expected.run}/`));
    const lines = entity
      ? renderEntity(entity, Object.keys(expected.properties), isWhole)
      : ['nothing has arrived'];
    for (const line of lines) stage.print(`   ${line}`);
    if (entity && isAsExpected(entity, expected)) continue;
    isRight = false;
    stage.print(
      `   expected ${JSON.stringify(expected.properties)}: this is a bug, please report it`,
    );
  }
  const own = entities.find(({ identifier }) =>
    identifier.includes(`/${deployment.inPort[0]?.run}/`),
  );
  if (own && deployment.showsChanges) {
    const titles = new Map(pullRequests.map(({ number, title }) => [number, title]));
    stage.print('');
    for (const line of renderReleased(own, (number) => titles.get(number) ?? ''))
      stage.print(`   ${line}`);
  }
  return isRight;
}

/** A property without a value must be there, whatever it is. */
function isAsExpected({ properties }: DemoEntity, expected: ExpectedInPort): boolean {
  return Object.entries(expected.properties).every(([name, value]) =>
    value === undefined
      ? properties[name] !== undefined && properties[name] !== null
      : properties[name] === value,
  );
}

/** What the log says of the history; the first one is shown whole. */
const telling =
  /^(?: {2}(?:status|kind|lead time) |Reported|NOT REPORTED|Marked|::warning|::error)/;

/** GitHub folds groups and hides commands; a terminal would show them raw. */
function readable(output: string, isWhole: boolean): string[] {
  return output
    .trimEnd()
    .split('\n')
    .filter((line) => (isWhole ? !/^::(?:endgroup|debug)::/.test(line) : telling.test(line)))
    .map((line) => line.replace(/^::(?:group|notice|warning|error)::/, ''));
}

/** The earliest first, by the time of the deployment. */
async function deployments({ call }: Pick<DemoStage, 'call'>): Promise<readonly DemoEntity[]> {
  const answer = await call('GET', '/v1/blueprints/deployment/entities');
  const { entities } = answer as { readonly entities: readonly DemoEntity[] };
  const time = (entity: DemoEntity): string => String(entity.properties.createdAt);
  return [...entities].sort((a, b) => time(a).localeCompare(time(b)));
}
