/** What the account calls the parts of a deployment that the linter looks at. */
export interface DeploymentNames {
  readonly blueprint: string;
  /** The property with the result. */
  readonly status: string;
  /** The property with the time. */
  readonly time: string;
  /** The values of the result. */
  readonly results: { readonly Success: string; readonly Failed: string };
  /** The relation to the service. */
  readonly service: string;
}

/** The names as our own catalog has them. */
export const ownDeploymentNames: DeploymentNames = {
  blueprint: 'deployment',
  status: 'deploymentStatus',
  time: 'createdAt',
  results: { Success: 'Success', Failed: 'Failed' },
  service: 'service',
};
