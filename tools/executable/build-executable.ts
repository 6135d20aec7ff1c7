import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'postject';
import { singleFile } from './single-file.ts';

/** A file that was made, and what stands in the checksum file beside it. */
export interface MadeFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Node docs, "Single executable applications": the mark that postject turns in a copy of Node. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * Makes `port-dora-linux-x64` (or what this system is) from the sources and the Node that runs this, and an archive of it;
 * each with its checksum beside it.
 */
export async function buildExecutable(root: string, folder: string): Promise<readonly MadeFile[]> {
  const name = `port-dora-${process.platform}-${process.arch}`;
  const work = mkdtempSync(join(tmpdir(), 'port-dora-executable-'));
  try {
    mkdirSync(folder, { recursive: true });
    const executable = join(work, 'port-dora');
    copyFileSync(process.execPath, executable);
    chmodSync(executable, 0o755);
    await inject(executable, 'NODE_SEA_BLOB', await blob(root, work), { sentinelFuse: fuse });
    copyFileSync(executable, join(folder, name));
    const texts = licences(root).map(([file, from]) => {
      copyFileSync(from, join(work, file));
      return file;
    });
    const archive = join(folder, `${name}.tar.gz`);
    execFileSync('tar', ['-czf', archive, '-C', work, 'port-dora', ...texts]);
    return [name, `${name}.tar.gz`].map((file) => withChecksum(folder, file));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The script in the form in which Node takes it from its own file. */
async function blob(root: string, work: string): Promise<Buffer> {
  const { code, assets } = await singleFile(root);
  const config = {
    main: join(work, 'port-dora.cjs'),
    assets,
    output: join(work, 'port-dora.blob'),
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
  };
  writeFileSync(config.main, code);
  writeFileSync(join(work, 'config.json'), JSON.stringify(config));
  execFileSync(process.execPath, ['--experimental-sea-config', join(work, 'config.json')], {
    stdio: 'pipe',
  });
  return readFileSync(config.output);
}

/** Of this project, of the packages inside it, and of Node, where Node came with it. */
function licences(root: string): readonly (readonly [name: string, path: string])[] {
  const all = [
    ['LICENSE', join(root, 'LICENSE')],
    ['licenses.txt', join(root, 'dist/licenses.txt')],
    ['LICENSE.node', join(dirname(process.execPath), '../LICENSE')],
  ] as const;
  return all.filter(([, path]) => existsSync(path));
}

function withChecksum(folder: string, file: string): MadeFile {
  const content = readFileSync(join(folder, file));
  const sha256 = createHash('sha256').update(content).digest('hex');
  // As sha256sum writes and checks it.
  writeFileSync(join(folder, `${file}.sha256`), `${sha256}  ${file}\n`);
  return { file, bytes: content.length, sha256 };
}
