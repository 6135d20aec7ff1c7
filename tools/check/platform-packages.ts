/** What a lock file says of one package. */
export interface LockedPackage {
  readonly version: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

interface MissingPackage {
  readonly name: string;
  readonly version: string;
  /** The package that has a variant for each platform. */
  readonly neededBy: string;
}

/**
 * Variants for other platforms that a lock file leaves out.
 * npm does that when the registry at hand does not have them, and then `npm ci` fails on every platform.
 */
export function missingPlatformPackages(packages: LockedPackages): MissingPackage[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, path, name))
      .map(([name, version]) => ({
        name,
        version,
        neededBy: path.replace(/^.*node_modules\//, ''),
      })),
  );
}

/** As Node resolves: in the package's own node_modules, or in that of any folder above. */
function isLocked(packages: LockedPackages, path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

/** The entry that makes npm pass over a package on all platforms but its own; its hash is not known here. */
export function platformEntry({
  name,
  version,
}: Pick<MissingPackage, 'name' | 'version'>): LockedPackage {
  const words = name.split(/[/-]/);
  const os = words.find((word) => /^(win32|darwin|linux|android|freebsd|openharmony)$/.test(word));
  const cpu = words.find((word) =>
    /^(x64|arm64|arm|ia32|ppc64|riscv64|s390x|loong64|wasm32)$/.test(word),
  );
  if (cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`no platform and exact version are known for ${name}@${version}`);
  }
  const libc = { gnu: 'glibc', musl: 'musl' }[words.at(-1) ?? ''];
  return {
    version,
    cpu: [cpu],
    dev: true,
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  };
}
