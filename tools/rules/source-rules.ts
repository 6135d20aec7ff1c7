import ts from 'typescript';

/** The sizes that a reader can hold in mind: at two thirds of them look for the second idea. */
export const limits = { module: 300, function: 60, test: 400 } as const;

/** Breaches of the rules for one TypeScript file, one line each. `path` is relative to the project, with forward slashes. */
export function sourceProblems(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const isTest = path.startsWith('__tests__/');
  const problems = sizeProblems(path, text, isTest ? limits.test : limits.module);
  if (!isTest) visit(file, (node) => problems.push(...functionProblems(node, path, file)));
  if (path.startsWith('src/')) {
    visit(file, (node) => {
      const found = effectProblem(node, path) ?? importProblem(node);
      if (found !== undefined) problems.push(`${path}:${lineOf(node.getStart(), file)} ${found}`);
    });
  }
  return problems;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

function lineOf(position: number, file: ts.SourceFile): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

function sizeProblems(path: string, text: string, limit: number): string[] {
  const lines = text.replace(/\n$/, '').split('\n').length;
  return lines > limit ? [`${path} has ${lines} lines, the limit is ${limit}`] : [];
}

function functionProblems(node: ts.Node, path: string, file: ts.SourceFile): string[] {
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return [];
  const first = lineOf(node.getStart(), file);
  const lines = lineOf(node.getEnd(), file) - first + 1;
  if (lines <= limits.function) return [];
  return [`${path}:${first} is a function of ${lines} lines, the limit is ${limits.function}`];
}

/** The outside world reaches the code as a host: a direct touch makes a decision that no test can repeat. */
function effectProblem(node: ts.Node, path: string): string | undefined {
  if (isEdge(path)) return undefined;
  if (ts.isIdentifier(node) && isGlobalUse(node)) {
    if (node.text === 'process' && !loadsModule(node))
      return 'touches the process: take what it needs from the host';
    if (node.text === 'console') return 'writes to the console: take a log from the host';
  }
  const text = ts.isCallExpression(node) ? node.expression.getText() : '';
  if (text === 'Date.now' || text === 'performance.now')
    return 'reads the clock: take one from the host';
  if (text === 'Math.random') return 'rolls the dice: take a random from the host';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
    return 'reads the clock: take one from the host';
  }
  return undefined;
}

/** In the bundle, a built-in module as one object is copied property by property at start, which loads its lazy parts. */
function importProblem(node: ts.Node): string | undefined {
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return undefined;
  const clause = node.importClause;
  if (clause?.isTypeOnly) return undefined;
  const whole =
    clause?.name ?? (clause?.namedBindings && ts.isNamespaceImport(clause.namedBindings));
  if (!whole || !node.moduleSpecifier.text.startsWith('node:')) return undefined;
  return `imports all of ${node.moduleSpecifier.text}: name what it needs`;
}

/** `process.getBuiltinModule` is how a built-in module is loaded late; it tells nothing of the process. */
function loadsModule({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'getBuiltinModule';
}

const isEdge = (path: string) => /^src\/(entry\/|host\/node)/.test(path);

/** A name that stands for itself, and is not a property, a key or a declaration of the same name. */
function isGlobalUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.expression === node || parent.expression.getText() === 'globalThis';
  }
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  const declares =
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isVariableDeclaration(parent);
  return !declares || ('initializer' in parent && parent.initializer === node);
}
