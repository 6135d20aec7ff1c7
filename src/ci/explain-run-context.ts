import { type ContextFact, contextValues } from '../deployment/context-values.ts';
import type { Files, Git } from '../host/host.ts';
import { ciMarks } from './detect-ci.ts';
import { environmentReader } from './environment-reader.ts';
import type { JobHints } from './provider.ts';
import { type CiReading, type Edge, readRunContext } from './read-run-context.ts';

/** What a fact came from: names of variables and hints, and `git` for the working directory. Never values. */
export type FactOrigins = ReadonlyMap<ContextFact, readonly string[]>;

/** A reading with the origins of its facts. */
export interface ExplainedReading extends CiReading {
  readonly origins: FactOrigins;
}

type Values = ReturnType<typeof contextValues>;
type ReadWithout = (absent: ReadonlySet<string>) => Promise<{ values: Values; found: string[] }>;

const gitOrigin = 'git';

/**
 * Reads the run context and finds out where each fact came from: by reading again without each variable that was found,
 * and looking at what changes. So it holds for every provider, whatever it does with the variables.
 */
export async function explainRunContext(host: Edge, hints: JobHints): Promise<ExplainedReading> {
  const edge = { ...host, files: remembering(host.files), git: rememberingGit(host.git) };
  const reading = await readRunContext(edge, hints);
  const { ci } = reading.context;
  const names = [...foundOf(reading), ...hintsGiven(hints), gitOrigin];
  const silent = { ...edge, log: { ...host.log, debug: () => undefined } };
  const readWithout: ReadWithout = async (absent) => {
    const again = await readRunContext(
      {
        ...silent,
        env: without(host.env, absent),
        git: absent.has(gitOrigin) ? async () => null : edge.git,
      },
      { ...hintsWithout(hints, absent), ci },
    );
    return { values: contextValues(again.context), found: foundOf(again) };
  };
  const origins = await factOrigins(contextValues(reading.context), names, readWithout);
  return { ...reading, origins: new Map([['ci', detectedBy(host, hints, ci)], ...origins]) };
}

/** The variables that show which CI it is; none when the user named it. */
function detectedBy({ env }: Pick<Edge, 'env'>, hints: JobHints, ci: CiReading['context']['ci']) {
  if (hints.ci) return [];
  const reader = environmentReader(env);
  ciMarks[ci](reader);
  return foundOf({ asked: reader.asked() });
}

function foundOf({ asked }: Pick<CiReading, 'asked'>): string[] {
  return asked.filter((one) => one.found).map(({ name }) => name);
}

async function factOrigins(
  told: Values,
  names: readonly string[],
  readWithout: ReadWithout,
): Promise<Map<ContextFact, string[]>> {
  const known = (Object.keys(told) as ContextFact[]).filter((fact) => told[fact] !== null);
  const facts = known.filter((fact) => fact !== 'ci'); // it stays what it is while others are read again
  const origins = new Map(facts.map((fact) => [fact, [] as string[]]));
  // Grows by the variables that are asked for only when another one is not there.
  const all = new Set(names);
  for (const name of all) {
    const { values, found } = await readWithout(new Set([name]));
    for (const [fact, sources] of origins) if (values[fact] !== told[fact]) sources.push(name);
    for (const other of found) all.add(other);
  }
  await findFirstOfSame(told, [...all], origins, readWithout);
  return origins;
}

/** Where another variable says the same, a fact stays as it is without one: its origin is the one that is asked first. */
async function findFirstOfSame(
  told: Values,
  names: readonly string[],
  origins: ReadonlyMap<ContextFact, string[]>,
  readWithout: ReadWithout,
): Promise<void> {
  const unexplained = [...origins].filter(([, sources]) => sources.length === 0);
  if (unexplained.length === 0) return;
  const absent = new Set<string>();
  for (const name of names.toReversed()) {
    const { values } = await readWithout(absent.add(name));
    for (const [fact, sources] of unexplained) {
      if (sources.length === 0 && values[fact] !== told[fact]) sources.push(name);
    }
  }
}

function hintsGiven({ jobId, jobStatus }: JobHints): string[] {
  return [...(jobId ? ['job-id'] : []), ...(jobStatus ? ['job-status'] : [])];
}

function hintsWithout(hints: JobHints, absent: ReadonlySet<string>): JobHints {
  return {
    jobId: absent.has('job-id') ? null : hints.jobId,
    jobStatus: absent.has('job-status') ? null : hints.jobStatus,
  };
}

function without(env: Edge['env'], absent: ReadonlySet<string>): Edge['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !absent.has(name)));
}

/** The event file and git are read once, however often the context is. */
function remembering(files: Files): Files {
  const read = new Map<string, Promise<string | null>>();
  return {
    ...files,
    read: (path) => {
      const text = read.get(path) ?? files.read(path);
      read.set(path, text);
      return text;
    },
  };
}

function rememberingGit(git: Git): Git {
  const answers = new Map<string, ReturnType<Git>>();
  return (args) => {
    const key = args.join('\0');
    const answer = answers.get(key) ?? git(args);
    answers.set(key, answer);
    return answer;
  };
}
