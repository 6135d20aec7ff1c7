import { flag, type OptionSpec, seconds } from './option.ts';
import { portOptions } from './port-options.ts';
import { reportOptions } from './schema.ts';
import { setupChoiceOptions } from './setup-options.ts';

/** The options of `doctor`. */
export const doctorOptions = {
  ...portOptions('unless `access-token` is given'),
  'try-regions': flag({
    summary:
      "When Port refuses the credentials, tries them in its other region too. They go to Port's own hosts only, and never when `base-url` is another one.",
    default: false,
    inConfig: false,
  }),
  blueprint: reportOptions.blueprint,
  'service-match': reportOptions['service-match'],
  properties: reportOptions.properties,
  'github-token': reportOptions['github-token'],
  ...setupChoiceOptions,
  config: reportOptions.config,
  timeout: seconds(
    { min: 1, max: 600 },
    { summary: 'Seconds for everything together.', default: 60, inConfig: false },
  ),
} as const satisfies Record<string, OptionSpec>;
