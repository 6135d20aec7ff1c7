import type { DeploymentRecord } from '../deployment/record.ts';
import type { Log } from '../host/host.ts';
import { singleLine } from '../host/single-line.ts';
import { renderDuration } from './duration.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderLeadTime } from './render-lead-time.ts';
import type { Delivery, PlannedRequest, Problem, ReportResult } from './report-result.ts';

/** Says what became of a report: one line per fact, annotations only for what someone has to act on. */
export function renderReport(
  result: ReportResult,
  log: Log,
  spooled: readonly (string | null)[],
): void {
  switch (result.outcome) {
    case 'not-a-deployment':
      log.notice(`Nothing to report: ${singleLine(result.reason)}`);
      break;
    case 'dry-run':
      renderDryRun(result.records, result.requests, log);
      break;
    case 'reported':
      for (const delivery of result.deliveries) renderDelivery(delivery, log);
      break;
    case 'not-reported':
      for (const delivery of result.deliveries)
        if (delivery.reported) renderDelivery(delivery, log);
      renderProblems(result.problems, result.level, log);
      renderKept(result.records, spooled, log);
  }
}

function renderDelivery(delivery: Delivery, log: Log): void {
  const { record, status, service, url, leftOut, unrelated } = delivery;
  log.info(`Reported to Port: ${singleLine(record.title ?? record.identifier)}`);
  const corrected =
    status === record.status ? '' : ' (another job of this run failed to deploy it)';
  const linked = service.state === 'linked' ? service.identifier : null;
  const facts: Fact[] = [
    ...recordFacts(record, `${status}${corrected}`),
    ['service entity', linked],
    ['entity', url],
  ];
  for (const line of renderFacts(facts.map(safe))) log.info(line);
  if (service.state === 'none' || service.state === 'several') {
    log.warning(
      `The deployment is in Port, but belongs to no service: ${singleLine(service.hint)}`,
    );
  }
  if (leftOut.length > 0) {
    const what = leftOut.map((one) => singleLine(one, 100)).join(', ');
    log.notice(
      `Your deployment blueprint cannot take, so left out: ${what}. port-dora setup apply adds them.`,
    );
  }
  if (unrelated.length > 0)
    log.notice(`Not in Port, or there twice, so not related: ${singleLine(unrelated.join(', '))}`);
}

const safe = ([name, value]: Fact): Fact => [name, value ? singleLine(value) : value];

function recordFacts(record: DeploymentRecord, status: string): Fact[] {
  const name = record.environmentName;
  const environment =
    name && name !== record.environment ? `${record.environment} (${name})` : record.environment;
  const commit = record.sha && `${record.sha.slice(0, 7)}${record.ref ? ` on ${record.ref}` : ''}`;
  const duration = renderDuration(record.createdAt, record.finishedAt);
  return [
    ['service', record.service],
    ['environment', `${environment}, from the ${sourceNames[record.environmentSource ?? 'input']}`],
    ['status', status],
    ['kind', record.kind],
    ['commit', commit],
    ['began', `${record.createdAt}${duration && duration !== '0 s' ? `, took ${duration}` : ''}`],
    ['lead time', renderLeadTime(record)],
    ['run', record.runUrl],
    ['identifier', record.identifier],
  ];
}

const sourceNames = {
  input: 'option',
  ci: 'CI',
  event: 'event',
  tag: 'tag',
  branch: 'branch',
} as const;

function renderDryRun(
  records: readonly DeploymentRecord[],
  requests: readonly PlannedRequest[],
  log: Log,
): void {
  log.info(
    `Dry run: ${records.length === 1 ? 'this deployment' : `${records.length} deployments`} would be reported, nothing is sent.`,
  );
  for (const record of records) {
    for (const line of renderFacts(recordFacts(record, record.status).map(safe))) log.info(line);
  }
  for (const { method, url, body } of requests) {
    log.group(`${method} ${singleLine(url, 2000)}`, jsonLines(body));
  }
}

/** JSON in which no line can pass for a command of a CI, nor show itself as something else. */
const jsonLines = (value: unknown): string[] =>
  JSON.stringify(value, null, 2).split('\n').map(inert);

const inert = (json: string): string =>
  json
    .replaceAll('##', '#\\u0023')
    .replace(
      /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );

function renderProblems(
  problems: readonly Problem[],
  level: 'notice' | 'warning' | 'error',
  log: Log,
): void {
  for (const { message, hint, code } of problems) {
    log[level](`NOT REPORTED: ${singleLine(message, 1000)}; ${singleLine(hint)} [${code}]`);
  }
}

/** The record as one JSON line survives a runner that is thrown away, and a spool file one that is not. */
function renderKept(
  records: readonly DeploymentRecord[],
  spooled: readonly (string | null)[],
  log: Log,
): void {
  for (const [index, record] of records.entries()) {
    const path = spooled[index];
    if (path) log.info(`The record is kept in ${path}`);
    log.group('The record that was not reported, as one line of JSON', [
      inert(JSON.stringify(record)),
    ]);
  }
}
