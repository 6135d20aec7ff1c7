import { expect, test } from '@jest/globals';
import { commands } from '../../src/entry/commands.ts';
import { renderCommandHelp } from '../../src/entry/render-help.ts';

const helpOf = (name: string): string => {
  const command = commands[name];
  if (!command) throw new Error(name);
  return renderCommandHelp(name, command).replace(/\s+/g, ' ');
};

test.each(Object.keys(commands))('the help of %s speaks of its own options only', (name) => {
  const { options = {} } = commands[name] ?? {};
  const has = (option: string): boolean => Object.hasOwn(options, option);
  expect(helpOf(name).includes('dry-run is on')).toBe(has('dry-run'));
});

test('the help names a variable that is not called like its flag', () => {
  expect(helpOf('setup')).toContain('Default: last-month. As a variable PORT_DORA_SETUP_WINDOW.');
  expect(helpOf('metrics')).not.toContain('As a variable');
});
