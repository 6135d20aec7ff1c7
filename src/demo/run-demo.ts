import { type AccountCall, demoAccount } from './demo-account.ts';
import { type DemoDeployment, demoDeployments } from './demo-deployments.ts';
import { type DemoEntity, renderEntity } from './render-entity.ts';

/** What the demo needs from outside: a Port to talk to, and the built reporter to run. */
export interface DemoStage {
  now(): number;
  print(line: string): void;
  /** Calls the Port API with the demo's credentials. @returns the parsed answer; throws when it is not 2xx */
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** Runs the built reporter as a deploy job would. */
  report(
    deployment: DemoDeployment,
  ): Promise<{ readonly exitCode: number; readonly output: string }>;
}

export interface DemoResult {
  /** Whether all arrived as they should. */
  readonly allRight: boolean;
  /** The deployments in Port, the earliest first. */
  readonly entities: readonly DemoEntity[];
}

/** Plays the demo: every report by the built reporter over HTTP, every entity read back. */
export async function runDemo(stage: DemoStage): Promise<DemoResult> {
  await setUpAccount(stage, demoAccount);
  let allRight = true;
  for (const [index, deployment] of demoDeployments(stage.now()).entries()) {
    stage.print(`\n${index + 1}. ${deployment.story}\n`);
    const { exitCode, output } = await stage.report(deployment);
    for (const line of readable(output)) stage.print(`   | ${line}`);
    const entity = (await deployments(stage)).at(-1);
    const isRight = exitCode === 0 && entity?.properties.deploymentStatus === deployment.expected;
    allRight &&= isRight;
    stage.print('\n   In Port:');
    for (const line of entity ? renderEntity(entity) : ['nothing has arrived'])
      stage.print(`   ${line}`);
    if (!isRight)
      stage.print(`   expected ${deployment.expected}: this is a bug, please report it`);
  }
  return { allRight, entities: await deployments(stage) };
}

/** Creates the account's blueprints and services, in order. */
async function setUpAccount(
  { call }: Pick<DemoStage, 'call'>,
  calls: readonly AccountCall[],
): Promise<void> {
  for (const { path, body } of calls) await call('POST', path, body);
}

/** GitHub folds groups and hides commands; a terminal would show them raw. */
function readable(output: string): string[] {
  return output
    .trimEnd()
    .split('\n')
    .filter((line) => !/^::(?:endgroup|debug)::/.test(line))
    .map((line) => line.replace(/^::(?:group|notice|warning|error)::/, ''));
}

/** The earliest first, by the time of the deployment. */
async function deployments({ call }: Pick<DemoStage, 'call'>): Promise<readonly DemoEntity[]> {
  const answer = await call('GET', '/v1/blueprints/deployment/entities');
  const { entities } = answer as { readonly entities: readonly DemoEntity[] };
  const time = (entity: DemoEntity): string => String(entity.properties.createdAt);
  return [...entities].sort((a, b) => time(a).localeCompare(time(b)));
}
