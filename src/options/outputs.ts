/** The outputs of the action, set when it reports in its main stage (`report-at: now`). */
export const reportOutputs = {
  reported: '`true` when Port has answered with the entity of every deployment, else `false`.',
  identifiers: 'JSON array of the identifiers of the deployments that were reported.',
  environment: '`Production`, `Staging` or `Testing`.',
  status: '`Success` or `Failed`.',
  kind: 'The kind of deployment, where it is known: `standard`, `baseline`, `redeploy`, `rollback`, `hotfix`.',
  'lead-time-hours': 'Lead time for changes in hours, where there is one.',
  records: 'JSON array of the deployment records, reported or not.',
} as const;
