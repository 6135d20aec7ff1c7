/** Replaces what stands between `<!-- NAME:start -->` and `<!-- NAME:end -->`. @throws Error when a marker is missing */
export function replaceSection(document: string, name: string, content: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the markers of the section ${name} are missing`);
  return `${document.slice(0, from + start.length)}\n${content}\n${document.slice(to)}`;
}
