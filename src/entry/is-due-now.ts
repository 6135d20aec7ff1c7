/** Whether this step reports in its main stage and not at the job's end. */
export function isDueNow({
  reportAt,
  track,
}: {
  readonly reportAt: string | undefined;
  readonly track: string;
}): boolean {
  return (reportAt ?? (track === 'job' ? 'job-end' : 'now')) === 'now';
}
