import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const [hour, day] = [3_600_000, 86_400_000];
const start = Date.parse('2025-01-01T00:00:00Z');

/** How many days the records are spread over. */
export const days = 365;

/** Writes so many deployment records as lines of JSON: two changes each, fifty services, one in ten of them failed. */
export async function writeRecords(file: string, count: number): Promise<void> {
  const stream = createWriteStream(file);
  let lines: string[] = [];
  for (let index = 0; index < count; index += 1) {
    lines.push(JSON.stringify(recordOf(index, count)));
    if (lines.length < 2000) continue;
    if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
    lines = [];
  }
  stream.end(lines.map((line) => `${line}\n`).join(''));
  await once(stream, 'finish');
}

function recordOf(index: number, count: number): object {
  // A step that shares no factor with the count, so that times come in no order.
  const place = (index * 7919) % count;
  const begin = start + Math.floor((place / count) * days * day);
  const service = `service-${index % 50}`;
  const identifier = `acme/${service}/${1_000_000 + index}/1/deploy/${service}/production`;
  const failed = Math.floor(index / 50) % 10 === 7;
  return {
    identifier,
    title: `${service} 1.${index}.0 to Production`,
    service,
    environment: Math.floor(index / 50) % 20 === 3 ? 'Staging' : 'Production',
    environmentName: 'production',
    status: failed ? 'Failed' : 'Success',
    kind: index % 17 === 0 ? 'hotfix' : 'standard',
    createdAt: iso(begin),
    finishedAt: iso(begin + hour / 10),
    sha: index.toString(16).padStart(40, '0'),
    ref: 'main',
    repository: `https://github.com/acme/${service}`,
    ci: 'github',
    runUrl: `https://github.com/acme/${service}/actions/runs/${1_000_000 + index}`,
    changes: failed ? [] : [1, 2].map((number) => changeOf(index, number, begin)),
    leadTimeHours: failed ? null : (index % 90) + 1,
  };
}

function changeOf(index: number, number: number, begin: number): object {
  const written = begin - ((index * number) % 200) * hour - hour;
  return {
    sha: (index * number).toString(16).padStart(40, 'a'),
    authoredAt: iso(written),
    title: `Change ${number} of deployment ${index}`,
    author: 'jane',
    pullRequest: {
      number: index + number,
      url: `https://github.com/acme/shop/pull/${index + number}`,
      createdAt: iso(written + hour / 4),
      mergedAt: iso(begin - hour / 2),
      firstCommitAt: iso(written),
    },
  };
}

const iso = (time: number): string => new Date(time).toISOString();
