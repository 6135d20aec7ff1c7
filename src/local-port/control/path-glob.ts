/** A test of paths: `*` stands for anything but a slash, `**` for anything. */
export function pathGlob(glob: string): (path: string) => boolean {
  const pattern = glob
    .split(/(\*{1,2})/)
    .map((part) => {
      if (part === '**') return '.*';
      return part === '*' ? '[^/]*' : part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    })
    .join('');
  const expression = new RegExp(`^${pattern}$`);
  return (path) => expression.test(path);
}
