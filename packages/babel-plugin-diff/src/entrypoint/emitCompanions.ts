import { type NodePath, types as t } from '@babel/core';
import type { LoweredFunction } from '../lower/ProgramLowering.js';
import { inferredName } from '../lower/nameOfFunction.js';
import type { CompiledFunction } from './compiledFunction.js';
import type { RuntimeImports } from './RuntimeImports.js';

/** Version of the protocol between emitted code and the runtime. */
const PROTOCOL_VERSION = 1;

/** A function together with everything that has to stand beside it. */
interface Emission {
  readonly lowered: LoweredFunction;
  readonly compiled: CompiledFunction;
  /** Its companions and those of the functions lifted out of it. */
  readonly declarations: t.FunctionDeclaration[];
}

/**
 * Puts the companions beside the user's functions, which stay as they are, and attaches them.
 *
 * A declared function gets its companions behind it, in the same scope; a function that is only a value gets them
 * inside the call that attaches them.
 */
export function emitCompanions(
  program: NodePath<t.Program>,
  lowered: readonly LoweredFunction[],
  compiled: readonly CompiledFunction[],
  imports: RuntimeImports,
): void {
  const emissions = groupByRoot(lowered, compiled);
  // Inner functions first: an outer one may be moved as a whole.
  for (const emission of [...emissions].reverse()) emitOne(emission, imports);
  const declaration = imports.declaration();
  if (declaration) insertAtTop(program, declaration);
  program.scope.crawl();
}

function groupByRoot(lowered: readonly LoweredFunction[], compiled: readonly CompiledFunction[]): Emission[] {
  const byKnown = new Map(compiled.map((each) => [each.known, each]));
  const emissions = new Map<LoweredFunction, Emission>();
  for (const fn of lowered) {
    const own = byKnown.get(fn.known);
    if (!own) continue;
    for (const declaration of own.declarations)
      t.addComment(declaration, 'leading', ' istanbul ignore next ');
    const root = rootOf(fn);
    const present = emissions.get(root);
    if (present) present.declarations.push(...own.declarations);
    else emissions.set(root, { lowered: fn, compiled: own, declarations: [...own.declarations] });
  }
  return [...emissions.values()];
}

function rootOf(fn: LoweredFunction): LoweredFunction {
  return fn.liftedFrom ? rootOf(fn.liftedFrom) : fn;
}

function emitOne(emission: Emission, imports: RuntimeImports): void {
  const { path } = emission.lowered;
  const declared = declaredName(path);
  const inside = path.getFunctionParent() !== null && !emission.lowered.calledByName;
  if (!declared) {
    emitInPlace(emission, imports);
    return;
  }
  const { name, statement, hoisted } = declared;
  const attach = attachCall(emission, imports, t.identifier(name), inside ? emission.declarations : null);
  if (inside && !hoisted) {
    insertAfter(statement, [t.expressionStatement(attach)]);
  } else if (hoisted) {
    if (!inside) insertAfter(statement, emission.declarations);
    insertAtTop(statement.parentPath, t.expressionStatement(attach));
  } else {
    insertAfter(statement, [...emission.declarations, t.expressionStatement(attach)]);
  }
}

/** Name and statement of a function that other statements can refer to. */
function declaredName(
  path: NodePath<t.Function>,
): { name: string; statement: NodePath; hoisted: boolean } | null {
  if (path.isFunctionDeclaration()) {
    const statement = outermost(path);
    return path.node.id && statement.inList ? { name: path.node.id.name, statement, hoisted: true } : null;
  }
  const declarator = path.parentPath;
  if (!declarator?.isVariableDeclarator() || declarator.node.id.type !== 'Identifier') return null;
  const statement = declarator.parentPath && outermost(declarator.parentPath);
  return statement?.inList ? { name: declarator.node.id.name, statement, hoisted: false } : null;
}

/** The statement itself, or the export around it. */
function outermost(path: NodePath): NodePath {
  const { parentPath } = path;
  return parentPath?.isExportNamedDeclaration() || parentPath?.isExportDefaultDeclaration()
    ? parentPath
    : path;
}

/** Wraps a function that is a value: `attach(<function>, name, version, () => { companions; return record; })`. */
function emitInPlace(emission: Emission, imports: RuntimeImports): void {
  const { path } = emission.lowered;
  const { node } = path;
  if (node.type === 'FunctionDeclaration') {
    // `export default function () {}`: as a value it keeps its text; the property gives it its name.
    const { params, body, generator, async } = node;
    const expression = t.functionExpression(null, params, body, generator, async);
    Object.assign(expression, {
      returnType: node.returnType,
      typeParameters: node.typeParameters,
      loc: node.loc,
    });
    Object.assign(expression, { start: node.start, end: node.end });
    path.replaceWith(attachCall(emission, imports, named(expression, 'default'), emission.declarations));
    return;
  }
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return;
  const name = node.type === 'FunctionExpression' && node.id ? null : inferredName(path);
  const value = name === null ? node : named(node, name);
  path.replaceWith(attachCall(emission, imports, value, emission.declarations));
}

/** `{ name: fn }.name`: the function is named as if it stood where the name came from. */
function named(fn: t.FunctionExpression | t.ArrowFunctionExpression, name: string): t.Expression {
  const isPlain = t.isValidIdentifier(name, false);
  const key = () => (isPlain ? t.identifier(name) : t.stringLiteral(name));
  return t.memberExpression(t.objectExpression([t.objectProperty(key(), fn)]), key(), !isPlain);
}

function attachCall(
  { lowered, compiled }: Emission,
  imports: RuntimeImports,
  fn: t.Expression,
  inside: readonly t.FunctionDeclaration[] | null,
): t.CallExpression {
  const body = inside ? t.blockStatement([...inside, t.returnStatement(compiled.record)]) : compiled.record;
  const make = t.arrowFunctionExpression([], body);
  t.addComment(make, 'leading', ' istanbul ignore next ');
  return t.callExpression(imports.use('attach'), [
    fn,
    t.stringLiteral(lowered.known.name),
    t.numericLiteral(PROTOCOL_VERSION),
    make,
  ]);
}

/** Inserts statements behind one. */
function insertAfter(statement: NodePath, inserted: readonly t.Statement[]): void {
  keepComments(statement.node, statement.getNextSibling().node);
  statement.insertAfter([...inserted]);
}

/** Inserts a statement at the top of a scope, behind the imports that stand there. */
function insertAtTop(scope: NodePath | null, inserted: t.Statement): void {
  const body = scope?.get('body');
  if (!scope || !Array.isArray(body)) throw new Error('a declared function stands in a list of statements');
  const first = body.findIndex((statement) => !statement.isImportDeclaration());
  const { directives = [] } = scope.node as Partial<t.Program>;
  keepComments(body[first - 1]?.node ?? directives.at(-1), body[first]?.node);
  body[first]?.insertBefore([inserted]);
}

/** A comment between two nodes belongs to both; it stays with the one that it leads. */
function keepComments(node: t.Node | undefined, next: t.Node | null | undefined): void {
  if (!node?.trailingComments || !next?.leadingComments) return;
  const leading = new Set(next.leadingComments);
  node.trailingComments = node.trailingComments.filter((comment) => !leading.has(comment));
}
