import { BlockList, isIP } from 'node:net';

/**
 * Whether `NO_PROXY` exempts an address. Entries: a host, which stands for its subdomains too (a leading dot or `*.`
 * changes nothing), an IP address, a CIDR range, each but the range optionally with `:port`; `*` for everything.
 */
export function isExempt(target: URL, noProxy: string): boolean {
  const host = bare(target.hostname);
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || inRange(host, entry) || matches(host, port, entry));
}

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

function matches(host: string, port: string, entry: string): boolean {
  const [, name = '', entryPort] = splitPort(entry);
  if (entryPort !== undefined && entryPort !== port) return false;
  const suffix = bare(name).replace(/^\*?\./, '');
  return suffix !== '' && (host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`)));
}

/** A bare IPv6 address is full of colons; its port needs brackets. */
function splitPort(entry: string): readonly (string | undefined)[] {
  if (isIP(entry) === 6) return [entry, entry];
  return /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(entry) ?? [];
}

function inRange(host: string, entry: string): boolean {
  const [network = '', bits = '', ...rest] = entry.split('/');
  const family = isIP(network);
  const width = Number(bits);
  if (rest.length > 0 || !/^\d+$/.test(bits) || family === 0 || family !== isIP(host)) return false;
  if (width > (family === 4 ? 32 : 128)) return false;
  const range = new BlockList();
  const name = family === 4 ? 'ipv4' : 'ipv6';
  range.addSubnet(network, width, name);
  return range.check(host, name);
}
