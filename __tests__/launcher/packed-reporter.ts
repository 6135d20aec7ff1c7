import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../house/project.ts';
import type { Mirror } from './mirror.ts';

/** The package as `npm publish` would send it. */
export function packReporter(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-packed-'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: 'ignore',
  });
  return readFileSync(join(folder, readdirSync(folder)[0] ?? ''));
}

/** Makes a mirror answer as a package registry that has this version of the reporter. */
export function publish(mirror: Mirror, packed: Buffer): void {
  const { name, version, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tarball = mirror.put(`/${name}/-/${name}-${version}.tgz`, packed);
  const manifest = { name, version, bin, dist: { tarball } };
  const document = { name, 'dist-tags': { latest: version }, versions: { [version]: manifest } };
  mirror.put(`/${name}`, Buffer.from(JSON.stringify(document)));
}
