import type { MachineFacts } from '../facts.ts';
import { failure, fine, type Remark, skipped, warning } from '../finding.ts';

/** The oldest Node.js that everything runs on; `engines` in package.json. */
const oldest = [20, 16] as const;

/** Whether this Node.js is new enough. */
export function judgeNode({ node }: Pick<MachineFacts, 'node'>): readonly Remark[] {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  if (!isOld) return [fine(`Node.js ${node}`)];
  return [
    failure(
      `Node.js ${node} is older than ${oldest.join('.')}`,
      `run it with Node.js ${oldest.join('.')} or newer`,
    ),
  ];
}

/** Which proxy the requests to Port take. */
export function judgeProxy({
  proxy,
  hasOwnAuthority,
}: Pick<MachineFacts, 'proxy' | 'hasOwnAuthority'>): readonly Remark[] {
  if ('notRead' in proxy) return [skipped(proxy.notRead)];
  if ('error' in proxy) return [failure(proxy.error.message, proxy.error.hint)];
  const authority = hasOwnAuthority ? '; certificates of NODE_EXTRA_CA_CERTS are trusted' : '';
  if (proxy.value === null) return [fine(`no proxy for the Port API${authority}`)];
  if (/^https?:\/\/(localhost|127\.|\[::1\])/.test(proxy.value)) {
    return [
      warning(
        `requests to Port go through a proxy on this machine, ${proxy.value}${authority}`,
        'unset HTTPS_PROXY, or add the host of Port to NO_PROXY, if that is not meant',
      ),
    ];
  }
  return [fine(`requests to Port go through ${proxy.value}${authority}`)];
}
