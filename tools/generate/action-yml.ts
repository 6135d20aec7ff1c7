import { stringify } from 'yaml';
import type { OptionSpec } from '../../src/options/option.ts';
import { reportOutputs } from '../../src/options/outputs.ts';
import { reportOptions } from '../../src/options/schema.ts';
import { defaultOf, describe } from './option-texts.ts';

/** Expressions would be evaluated by the runner anywhere but in a `default:`, and fail there. */
const withoutExpressions = (text: string): string => text.replaceAll('${{', '{{');

/** The text of action.yml. */
export function actionYml(): string {
  const options: [string, OptionSpec][] = Object.entries(reportOptions);
  const action = {
    name: 'Port DORA',
    description:
      'Reports a deployment to Port, with its true status, environment and times, for the DORA metrics',
    author: 'port-dora-action contributors',
    branding: { icon: 'activity', color: 'blue' },
    inputs: Object.fromEntries(options.map(([name, spec]) => [name, input(spec)])),
    outputs: Object.fromEntries(
      Object.entries(reportOutputs).map(([name, description]) => [
        name,
        { description: plain(description) },
      ]),
    ),
    runs: {
      using: 'node24',
      pre: 'dist/pre.js',
      main: 'dist/index.js',
      post: 'dist/post.js',
    },
  };
  return `# Generated from src/options/schema.ts by \`npm run generate\`.\n${stringify(action, { lineWidth: 0 })}`;
}

function input(spec: OptionSpec): Record<string, unknown> {
  const hasDefault = spec.actionDefault !== undefined;
  const fallback = hasDefault ? '' : defaultOf(spec);
  const description = `${describe(spec)}${fallback ? ` Default: ${fallback}.` : ''}`;
  return {
    description: plain(description),
    required: false,
    ...(hasDefault ? { default: spec.actionDefault } : {}),
  };
}

const plain = (text: string): string => withoutExpressions(text.replaceAll('`', ''));
