import { type OptionSpec, text } from './option.ts';

/** The options of the demo. */
export const demoOptions = {
  out: text({
    summary: 'File for the page with the metrics of what was reported.',
    default: 'dora-metrics.html',
    nameInEnvironment: 'demo-out',
    inConfig: false,
  }),
} as const satisfies Record<string, OptionSpec>;
