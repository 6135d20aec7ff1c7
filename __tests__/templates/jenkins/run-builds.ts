import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../house/project.ts';
import { programPath } from '../../launcher/toolboxes.ts';

/** A build as Jenkins would run it, and what happens in it. */
export interface Build {
  /** The path of a Jenkinsfile, or its text. */
  readonly pipeline: { readonly path: string } | { readonly text: string };
  /** What Jenkins sets for the build. */
  readonly environment: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly credentials?: Readonly<
    Record<string, { readonly username: string; readonly password: string }>
  >;
  /** The body of `deploy.sh`. */
  readonly deploy?: string;
  /** The script in which a person stops the build. */
  readonly interruptAt?: string;
  readonly isUnix?: boolean;
}

export interface BuildOutcome {
  readonly result: string;
  readonly thrown: string | null;
  readonly steps: readonly {
    readonly name: string;
    readonly args: Readonly<Record<string, string>>;
  }[];
  readonly log: string;
  /** What the build left in its workspace. */
  readonly files: readonly string[];
}

export const jenkins = join(root, 'templates/jenkins');
export const startTimeInMillis = Date.parse('2026-01-02T03:04:05.678Z');
const harness = join(root, '__tests__/templates/jenkins');
const run = promisify(execFile);

/** Runs Debian's Groovy, which looks for Java where only some of Debian's packages put it. */
export async function groovy(program: 'groovy' | 'groovyc', args: readonly string[]) {
  const home = dirname(dirname(realpathSync(programPath('java'))));
  return run(programPath(program), [...args], {
    // Java passes on what its own locale can write.
    env: {
      PATH: process.env.PATH,
      JAVA_HOME: home,
      JAVA_OPTS: '-XX:TieredStopAtLevel=1',
      LC_ALL: 'C.UTF-8',
    },
    maxBuffer: 2 ** 26,
  });
}

/** Runs builds one after the other, each in a workspace of its own, with the library of the checkout. */
export async function runBuilds(builds: readonly Build[]): Promise<readonly BuildOutcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-jenkins-'));
  try {
    const scenarios = builds.map((build, index) => prepare(build, join(folder, `${index}`)));
    const [input, output] = [join(folder, 'builds.json'), join(folder, 'outcomes.json')];
    writeFileSync(input, JSON.stringify(scenarios));
    await groovy('groovy', ['-cp', harness, join(harness, 'runBuilds.groovy'), input, output]);
    const outcomes: Omit<BuildOutcome, 'files'>[] = JSON.parse(readFileSync(output, 'utf8'));
    return outcomes.map((outcome, index) => ({
      ...outcome,
      files: readdirSync(scenarios[index]?.workspace ?? ''),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare({ pipeline, deploy = 'exit 0', ...build }: Build, place: string) {
  const workspace = mkdtempSync(place);
  writeFileSync(join(workspace, 'deploy.sh'), `#!/bin/sh\n${deploy}\n`);
  chmodSync(join(workspace, 'deploy.sh'), 0o755);
  let path = join(workspace, 'Jenkinsfile');
  if ('path' in pipeline) path = pipeline.path;
  else writeFileSync(path, pipeline.text);
  const given = { credentials: {}, ...build, workspace, library: jenkins, startTimeInMillis };
  return { ...given, jenkinsfile: path };
}
