// Serves the stand-in of GitHub's API for a repository of so many commits, in a process of its own: its time and memory
// are not measured, and it answers while the benchmark waits for a measured program.
import { githubStandIn } from '../__tests__/scm/hosts/github-stand-in.ts';
import { serve } from '../__tests__/scm/hosts/stand-in.ts';
import { buildLongHistory } from './long-history.ts';

const { history, pulls, before, head } = buildLongHistory(Number(process.argv[2]));
const answer = githubStandIn(history, pulls);
let requests = 0;
const { url } = await serve(() => async (request) => {
  if (request.url.pathname === '/_bench/requests') return { status: 200, body: { requests } };
  requests += 1;
  return answer(request);
});
const ranges = Object.fromEntries(
  process.argv.slice(3).map((count) => [count, before(Number(count))]),
);
process.on('SIGTERM', () => {
  history.remove();
  process.exit(0);
});
process.stdout.write(`${JSON.stringify({ url, folder: history.folder, head, ranges })}\n`);
