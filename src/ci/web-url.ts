const secretParameter =
  /^(?:(?:access|private|job|auth|api)?[-_]?(?:token|key)|password|passwd|secret|sig|signature)$/i;
const placeholder = /\$\(|\$\{|#\{|\{\{|<\+/;
/** `user@host:path`, as git writes it; a path that starts with `//` would be an address with a scheme. */
const scpAddress = /^(?:[^@\s/:]+@)?(\[[^\]\s]+\]|[^@\s/:[\]]{2,}):(?!\/\/)(.+)$/;
/** Azure Repos over ssh: `ssh.dev.azure.com:v3/organisation/project/repository`. */
const azureSshPath = /^\/v3\/([^/]+)\/([^/]+)\/([^/]+)$/;

function parsed(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || placeholder.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** An http(s) address without user, password or secret query parameters; `null` when the text is no such address. */
export function webUrl(text: string): string | null {
  const url = parsed(text.trim());
  if (url === null) return null;
  if (url.username || url.password) {
    url.username = '';
    url.password = '';
  }
  if (url.search) withoutSecrets(url.searchParams);
  return url.href === `${url.origin}/` ? url.origin : url.href;
}

function withoutSecrets(parameters: URLSearchParams): void {
  for (const name of [...parameters.keys()]) {
    if (secretParameter.test(name)) parameters.delete(name);
  }
}

/** An http(s) address to build others on: without credentials, query, fragment and the slash at the end. */
export function baseUrl(text: string): string | null {
  const url = parsed(text.trim());
  return url === null ? null : `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** `ssh://`, `git://` and `user@host:path` as https addresses; other text as it is. */
function cloneToWeb(text: string): string {
  const scheme =
    /^(?:git\+ssh|ssh|git\+https|git):\/\/(?:[^@/\s]*@)?([^/:\s]+|\[[^\]\s]+\])(?::\d*)?(\/.*)$/i.exec(
      text,
    );
  if (scheme) return hostAndPath(scheme[1] ?? '', scheme[2] ?? '');
  const scp = text.includes('://') ? null : scpAddress.exec(text);
  if (scp) return hostAndPath(scp[1] ?? '', `/${(scp[2] ?? '').replace(/^\/+/, '')}`);
  return text;
}

function hostAndPath(host: string, path: string): string {
  const azure = host.toLowerCase() === 'ssh.dev.azure.com' ? azureSshPath.exec(path) : null;
  if (azure) return `https://dev.azure.com/${azure[1]}/${azure[2]}/_git/${azure[3]}`;
  return `https://${host}${path}`;
}

/** The web address of a repository from its web or clone address, without credentials, query and `.git`. */
export function repositoryUrl(text: string): string | null {
  const url = parsed(cloneToWeb(text.trim()));
  if (url === null) return null;
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/(?:\/?\.git)*\/?$/i, '');
  return path === '' ? null : `${url.origin}${path}`;
}

/** `owner/name`, or the whole path, of a repository's web address; Azure's `_git` is no part of it. */
export function slugOfUrl(address: string): string | null {
  const url = parsed(address);
  if (url === null) return null;
  const parts = url.pathname.split('/').filter((part) => part !== '' && part !== '_git');
  return parts.length === 0 ? null : parts.map(decoded).join('/');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
