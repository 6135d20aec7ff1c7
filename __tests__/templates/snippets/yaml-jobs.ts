import { parse } from 'yaml';
import {
  alone,
  blocksOf,
  type DocumentedJob,
  docsOf,
  type End,
  lines,
  pushOf,
  type Variables,
  without,
} from './documented-job.ts';

interface When {
  readonly status?: readonly End[];
}

interface Step {
  readonly name?: string;
  readonly image?: string;
  readonly commands: readonly string[];
  readonly environment?: Readonly<Record<string, string | { readonly from_secret: string }>>;
  readonly when?: When | readonly When[];
}

const yaml = (page: string, index = 0) =>
  parse(blocksOf(page, 'yaml')[index] ?? '', { merge: true });

const port = (secrets: Variables): Variables => ({
  port_client_id: secrets.PORT_CLIENT_ID ?? '',
  port_client_secret: secrets.PORT_CLIENT_SECRET ?? '',
});

/** The steps of Drone and Woodpecker, which have an image and a shell each. */
function steps(
  page: string,
  index: number,
  status: (end: 'success' | 'failure') => Variables,
): DocumentedJob {
  const all: readonly Step[] = yaml(page, index).steps;
  return {
    page,
    name: `${page}, example ${index + 1}`,
    scripts: (end, secrets) => {
      if (end === 'cancelled') return []; // runs no further step
      return all
        .filter((step) => isDue(step, end))
        .map(({ commands, environment = {} }) => {
          const env = Object.entries(environment).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : (port(secrets)[value.from_secret] ?? ''),
          ]);
          const set = { ...pushOf(page), ...status(end), ...Object.fromEntries(env) };
          return alone({ shell: 'sh', text: lines(commands), env: set });
        });
    },
  };
}

/** A step that says nothing of it runs after successes; the one that deploys runs in any case. */
function isDue({ name, when }: Step, end: End): boolean {
  const conditions = [when ?? []].flat().flatMap(({ status }) => status ?? []);
  return name === 'deploy' || (conditions.length === 0 ? ['success'] : conditions).includes(end);
}

const bitbucket: DocumentedJob = {
  page: 'bitbucket',
  name: 'bitbucket',
  scripts: (end, secrets) => {
    const { step } = yaml('bitbucket').pipelines.branches.main[0];
    const env = { ...without(pushOf('bitbucket'), 'BITBUCKET_EXIT_CODE'), ...secrets };
    const exit: Variables =
      end === 'cancelled' ? {} : { BITBUCKET_EXIT_CODE: end === 'success' ? '0' : '3' };
    return [
      alone({ shell: 'bash', text: lines(step.script), env }),
      alone({ shell: 'bash', text: lines(step['after-script']), env: { ...env, ...exit } }),
    ];
  },
};

const codebuild: DocumentedJob = {
  page: 'codebuild',
  name: 'codebuild',
  scripts: (end, secrets) => {
    const { env, phases } = yaml('codebuild');
    const keys: Variables = {
      'port:client_id': 'PORT_CLIENT_ID',
      'port:client_secret': 'PORT_CLIENT_SECRET',
    };
    const named = Object.entries<string>(env['secrets-manager']).map(([name, key]) => [
      name,
      secrets[keys[key] ?? ''] ?? '',
    ]);
    const set = {
      ...without(pushOf('codebuild'), 'CODEBUILD_BUILD_SUCCEEDING'),
      ...env.variables,
      ...Object.fromEntries(named),
    };
    const succeeding: Variables =
      end === 'cancelled' ? {} : { CODEBUILD_BUILD_SUCCEEDING: end === 'success' ? '1' : '0' };
    return [
      alone({ shell: 'sh', text: lines(phases.build.commands), env: set }),
      alone({
        shell: 'sh',
        text: lines(phases.post_build.commands),
        env: { ...set, ...succeeding },
      }),
    ];
  },
};

const travis: DocumentedJob = {
  page: 'travis',
  name: 'travis',
  scripts: (end, secrets) => {
    const job = yaml('travis').jobs.include[0];
    const result =
      end === 'cancelled' ? 'unset TRAVIS_TEST_RESULT' : 'export TRAVIS_TEST_RESULT=$result';
    const text = [
      ...job.before_script,
      'result=0',
      ...job.script.map((command: string) => `${command} || result=$?`),
      result,
      ...job.after_script,
    ].join('\n');
    const [name = '', value = ''] = job.env.split('=');
    const env = { ...without(pushOf('travis'), 'TRAVIS_TEST_RESULT'), ...secrets, [name]: value };
    return [alone({ shell: 'bash', text, env })];
  },
};

const harnessStatus = { success: 'success', failure: 'failed', cancelled: 'aborted' } as const;

function harness(name: string, variables: (end: End) => Variables): DocumentedJob {
  return {
    page: 'harness',
    name,
    scripts: (end, secrets) => {
      const { spec } = yaml('harness')[0].step;
      const env = Object.entries<string>(spec.envVariables).map(([key, value]) => [
        key,
        value.replace(/<\+secrets\.getValue\("(\w+)"\)>/, (_, id) => port(secrets)[id] ?? ''),
      ]);
      const set = { ...variables(end), ...Object.fromEntries(env) };
      return [
        alone({ shell: 'sh', text: './deploy.sh || true', env: {} }),
        alone({ shell: 'sh', text: spec.command, env: set }),
      ];
    },
  };
}

/** A Deploy stage has the variables of the table alone. */
function deployStage(end: End): Variables {
  const mapped = [...docsOf('harness').matchAll(/^\| `(\w+)` \| `<\+/gm)].map(
    ([, name = '']) => name,
  );
  const known = pushOf('harness');
  const set = mapped.map((name) => [name, known[name] ?? 'Production']);
  return { ...Object.fromEntries(set), PORT_DORA_STATUS: end };
}

interface Container {
  readonly args: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef: { readonly key: string } };
  }[];
}

function container({ args, env }: Container, secrets: Variables, known: Variables, own: Variables) {
  const keys: Variables = { 'client-id': 'PORT_CLIENT_ID', 'client-secret': 'PORT_CLIENT_SECRET' };
  const set = env.map(({ name, value, valueFrom }) => {
    if (valueFrom) return [name, secrets[keys[valueFrom.secretKeyRef.key] ?? ''] ?? ''];
    return [name, value?.includes('{{') ? (known[name] ?? '') : (value ?? '')];
  });
  const all = { ...own, ...Object.fromEntries(set) };
  return alone({ shell: 'sh', text: args.join(' '), env: all });
}

const argo: DocumentedJob = {
  page: 'argo',
  name: 'argo, exit handler',
  scripts: (end, secrets) => {
    const { templates, onExit } = yaml('argo').spec;
    const handler = templates.find(({ name }: { name: string }) => name === onExit);
    const words = { success: 'Succeeded', failure: 'Failed', cancelled: 'Running' };
    const known: Variables = { ...pushOf('argo'), ARGO_WORKFLOW_STATUS: words[end] };
    const own = {
      ARGO_WORKFLOW_NAME: known.ARGO_WORKFLOW_NAME ?? '',
      ARGO_NODE_ID: known.ARGO_NODE_ID ?? '',
    };
    return [container(handler.container, secrets, known, own)];
  },
};

const argoCd: DocumentedJob = {
  page: 'argo',
  name: 'argo, hook of Argo CD',
  scripts: (end, secrets) => {
    const job = yaml('argo', 1).spec.template.spec.containers[0];
    // The page has the hook for a success; the one for a failure differs in this word.
    const env = job.env.map((one: { name: string }) =>
      one.name === 'PORT_DORA_STATUS' ? { ...one, value: end } : one,
    );
    return [container({ ...job, env }, secrets, {}, {})];
  },
};

export const yamlJobs: readonly DocumentedJob[] = [
  bitbucket,
  codebuild,
  steps('drone', 0, (end) => ({ DRONE_STAGE_STATUS: end })),
  steps('woodpecker', 0, (end) => ({ CI_PIPELINE_STATUS: end })),
  steps('woodpecker', 1, () => ({ CI_PIPELINE_STATUS: '' })),
  harness('harness, CI stage', (end) => ({
    ...pushOf('harness'),
    DRONE_STAGE_STATUS: harnessStatus[end],
  })),
  harness('harness, Deploy stage', deployStage),
  travis,
  argo,
  argoCd,
];
