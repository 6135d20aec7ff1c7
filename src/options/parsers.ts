import type { EnvironmentRule } from '../deployment/environment-rules.ts';
import type { HotfixRule } from '../deployment/hotfix-rule.ts';
import { environments } from '../deployment/record.ts';
import type { ServiceSelector } from '../deployment/service-selection.ts';
import { parseTime } from '../deployment/time.ts';
import type { Parsed } from './option.ts';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address without a trailing slash or `/v1`; https, or http where it cannot leave the machine. */
export function parseBaseUrl(text: string): Parsed<string> {
  const hint = 'give an address such as https://api.port.io';
  if (!URL.canParse(text)) return { problem: 'is not a web address', hint };
  const url = new URL(text);
  if (url.username || url.password)
    return { problem: 'holds credentials', hint: 'remove user and password from it' };
  const isLoopback = loopbackHosts.has(url.hostname) || /^127(\.\d+){3}$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    return { problem: 'is not https', hint: 'use https; http is for loopback addresses only' };
  }
  if (url.search || url.hash) return { problem: 'has a query or a fragment', hint };
  return { value: `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}` };
}

/** An http(s) address without credentials. */
export function parseWebUrl(text: string): Parsed<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return { problem: 'is not a web address', hint: 'give an address that begins with https://' };
  }
  url.username = '';
  url.password = '';
  return { value: url.href };
}

/** A TCP port; 0 stands for any free one. */
export function parsePortNumber(text: string): Parsed<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65535
    ? { value: port }
    : { problem: 'is not a port', hint: 'give a number from 0 to 65535' };
}

/** `title`, or lines `title: glob, glob`. A single line counts as a title unless what follows its colon looks like paths. */
export function parseSelectors(text: string): Parsed<readonly ServiceSelector[]> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [only] = lines;
  if (only === undefined)
    return { problem: 'names no service', hint: 'give the title of a service' };
  const hasGlobs = lines.length > 1 || /:\s+\S*[*/]/.test(only);
  if (!hasGlobs) return { value: [{ title: only, globs: null }] };
  const selectors = lines.map(parseSelectorLine);
  const broken = selectors.find((one) => 'problem' in one);
  if (broken && 'problem' in broken) return broken;
  const values = selectors.flatMap((one) => ('value' in one ? [one.value] : []));
  const twice = values.find(
    (one, index) => values.findIndex((other) => other.title === one.title) !== index,
  );
  if (twice) {
    return {
      problem: `names the service ${twice.title} twice`,
      hint: 'put all its globs on one line, separated by commas',
    };
  }
  return { value: values };
}

function parseSelectorLine(line: string): Parsed<ServiceSelector> {
  const parts = /^(.+?):\s+(.+)$/.exec(line);
  if (!parts) {
    return line.endsWith(':')
      ? { problem: `has a line without globs: ${line}`, hint: 'write `title: glob, glob`' }
      : { value: { title: line, globs: null } };
  }
  const [, title = '', list = ''] = parts;
  const globs = list
    .split(',')
    .map((glob) => glob.trim())
    .filter(Boolean);
  return globs.length === 0
    ? { problem: `has a line without globs: ${line}`, hint: 'write `title: glob, glob`' }
    : { value: { title: title.trim(), globs } };
}

/** `pattern: Environment`; the last colon separates, so that patterns may hold one. */
export function parseEnvironmentRule(line: string): Parsed<EnvironmentRule> {
  const parts = /^(.+):\s*([^:]+)$/.exec(line);
  const pattern = unquote(parts?.[1]?.trim() ?? '');
  const name = unquote(parts?.[2]?.trim() ?? '');
  const environment = environments.find((one) => one.toLowerCase() === name.toLowerCase());
  if (!pattern || !environment) {
    return {
      problem: 'is not `pattern: Environment`',
      hint: `end each line with one of: ${environments.join(', ')}`,
    };
  }
  return { value: { pattern, environment } };
}

/** `label: pattern`, `branch: pattern` or `title: pattern`. */
export function parseHotfixRule(line: string): Parsed<HotfixRule> {
  const [, field, pattern] = /^(label|branch|title):\s*(.+)$/i.exec(line) ?? [];
  if (!field || !pattern) {
    return {
      problem: 'is not a hotfix rule',
      hint: 'write `label: pattern`, `branch: pattern` or `title: pattern`',
    };
  }
  return {
    value: { field: field.toLowerCase() as HotfixRule['field'], pattern: unquote(pattern.trim()) },
  };
}

/** An object as JSON; YAML was turned into JSON before. */
export function parseProperties(text: string): Parsed<Readonly<Record<string, unknown>>> {
  const hint = 'write keys and values, for instance `team: payments`';
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { value: value as Record<string, unknown> }
      : { problem: 'is not an object of keys and values', hint };
  } catch {
    return { problem: 'is neither YAML nor JSON', hint };
  }
}

/** A git commit: 7 to 64 hex digits, in lower case. */
export function parseSha(text: string): Parsed<string> {
  return /^[0-9a-f]{7,64}$/i.test(text)
    ? { value: text.toLowerCase() }
    : { problem: 'is not a commit', hint: 'give 7 to 64 hex digits, as git prints them' };
}

/** A time in the strict forms of `parseTime`. */
export function parseTimeOption(text: string): Parsed<string> {
  const time = parseTime(text);
  return 'value' in time
    ? time
    : {
        problem: time.problem,
        hint: 'give RFC 3339, for instance 2026-01-02T03:04:05Z, or epoch seconds or milliseconds',
      };
}

const unquote = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
