// Which folder of src may import which: the table of docs/architecture.md, enforced.
const base = ['host', 'errors'];
const parts = [
  ...['options', 'ci', 'scm', 'deployment', 'metrics', 'mapping', 'catalog', 'port', 'jq', 'page'],
  'records',
  ...base,
];

/** Each folder of src, with the folders that it may import besides itself. */
const mayImport = {
  errors: [],
  host: ['errors'],
  deployment: base,
  options: ['deployment', ...base],
  port: base,
  ci: ['deployment', ...base],
  scm: ['deployment', ...base],
  metrics: ['deployment', ...base],
  jq: ['errors'],
  mapping: ['deployment', 'jq', ...base],
  // The frame of every HTML page, and markup that is safe to put together.
  page: [],
  // What setup installs, and how choices shape it: data and pure functions.
  catalog: ['deployment', 'port', ...base],
  // Incidents and services as they stand in Port, for the use cases that need both.
  records: ['deployment', 'metrics', 'catalog', 'port', 'options', ...base],
  // Use cases and the local Port know every part, and never each other.
  report: parts,
  setup: parts,
  backfill: parts,
  doctor: parts,
  show: parts,
  demo: parts,
  'local-port': parts,
  entry: ['report', 'setup', 'backfill', 'doctor', 'show', 'demo', 'local-port', ...parts],
};

const folders = Object.keys(mayImport);
const below = (names) => `^src/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    ...folders.map((folder) => ({
      name: `${folder}-imports`,
      comment: `src/${folder} may import: ${mayImport[folder].join(', ') || 'nothing'} (docs/architecture.md)`,
      severity: 'error',
      from: { path: below([folder]) },
      to: { path: '^src/', pathNot: below([folder, ...mayImport[folder]]) },
    })),
    {
      name: 'folder-without-a-rule',
      comment: 'every folder of src needs a line in the table of .dependency-cruiser.cjs',
      severity: 'error',
      from: { path: '^src/', pathNot: below(folders) },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'modules that import each other cannot be understood one at a time',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped-code-stands-alone',
      comment: 'src is what users run: it knows nothing of tests and tools',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(__tests__|tools|bench)/' },
    },
    {
      name: 'process-only-at-the-edge',
      comment: 'the process is handed in as a host: only src/entry and src/host/node* touch it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(entry/|host/node)' },
      to: { path: '^(node:)?(process|child_process|worker_threads|cluster)$' },
    },
    {
      name: 'pure-core',
      comment: 'these folders work on values alone: no files, no network',
      severity: 'error',
      from: { path: '^src/(errors|options|ci|deployment|metrics|mapping|catalog|page)/' },
      to: { path: '^(node:)?(fs|fs/promises|net|tls|http|https|http2|dns|os)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
