// npm run conformance [folder of recorded requests] [OpenAPI document]
// Replays what the tests sent to the local Port against the published description of Port's API.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resultsFolder } from './check/tests-check.ts';
import { apiDescription } from './conformance/api-description.ts';
import { conformanceReport } from './conformance/conformance-report.ts';
import { readRecordedRequests } from './conformance/recorded-request.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? join(root, resultsFolder, 'requests');
// The description belongs to Port and is no part of this project: it may stand beside the checkout.
const description = process.argv[3] ?? join(root, '../shared/port-api/openapi.json');

if (!existsSync(description)) {
  console.log(`Conformance was NOT checked: there is no OpenAPI document at ${description}.`);
} else {
  const api = apiDescription(JSON.parse(readFileSync(description, 'utf8')));
  const { problems, checked, refused } = conformanceReport(api, readRecordedRequests(folder));
  for (const problem of problems) console.log(problem);
  console.log(`${checked} recorded requests were checked, ${problems.length} problems were found.`);
  console.log(`${refused} more were sent to be refused, and were.`);
  mkdirSync(join(root, resultsFolder), { recursive: true });
  const result = { failedChecks: problems.length > 0 ? 1 : 0 };
  writeFileSync(join(root, resultsFolder, 'conformance.json'), JSON.stringify(result));
  process.exitCode = result.failedChecks;
}
