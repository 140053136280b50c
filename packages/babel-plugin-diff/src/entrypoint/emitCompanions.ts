import { type NodePath, types as t } from '@babel/core';
import { inferredName, nameOfFunction } from '../lower/nameOfFunction.js';
import { declareKept } from '../trace/declareKept.js';
import type { TraceProgram } from '../trace/TraceProgram.js';
import type { CompiledFunction } from './compiledFunction.js';
import { emitClass } from './emitClass.js';
import { emitLiteral } from './emitLiteral.js';
import { insertAfter, insertAtTop, named, outermost } from './insertion.js';
import type { Insertions } from './originalText/Insertions.js';
import type { RuntimeImports } from './RuntimeImports.js';

/** Version of the protocol between emitted code and the runtime. */
export const PROTOCOL_VERSION = 1;

/** Compiled companions of a function, with those of the functions lifted out of it. */
export interface CompiledCompanions {
  readonly compiled: CompiledFunction;
  readonly declarations: readonly t.FunctionDeclaration[];
  /** Do companions of other functions call them? Then they have to stand in the function's scope. */
  readonly calledByName: boolean;
}

/** What is put beside one function. */
export interface FunctionCompanions {
  readonly path: NodePath<t.Function>;
  readonly traced: t.Expression | null;
  readonly compiled: CompiledCompanions | null;
}

/** What puts companions into a file. */
export interface Tools {
  readonly imports: RuntimeImports;
  readonly insertions: Insertions;
}

/** Everything that is put into a file. */
export interface FileCompanions {
  readonly functions: readonly FunctionCompanions[];
  readonly classes: readonly NodePath<t.Class>[];
  /** Object literals, each with those of its methods and accessors that get companions. */
  readonly literals: ReadonlyMap<NodePath<t.ObjectExpression>, NodePath<t.Function>[]>;
  /** Functions that carry no derivative. */
  readonly inactive: readonly NodePath<t.Function>[];
}

/**
 * Puts the companions beside the user's functions, which stay as they are, and attaches them.
 *
 * A declared function gets its companions behind it, in the same scope; a function that is only a value gets them inside the call
 * that attaches them; methods get theirs through the class or literal that holds them.
 *
 * @returns what does it, but for some nodes, and then has origins remembered; traced code is made first, from the user's own text. Where
 *   texts of functions have changed by then, the runtime is told to show the original ones
 */
export function emitCompanions(
  program: NodePath<t.Program>,
  file: FileCompanions,
  trace: TraceProgram,
  imports: RuntimeImports,
  insertions: Insertions,
): (left: ReadonlySet<t.Node>, remember: () => void, changesTexts: () => boolean) => void {
  const tools = { imports, insertions };
  const steps: { readonly path: NodePath; readonly run: () => void; readonly parts?: readonly NodePath[] }[] =
    [
      ...file.functions.map((each) => ({ path: each.path, run: () => emitFunction(each, tools) })),
      ...file.inactive.map((path) => ({ path, run: () => emitInactive(path, tools) })),
      ...file.classes.map((path) => ({ path, run: emitClass(path, trace, tools) })),
      ...[...file.literals].map(([path, methods]) => ({
        path,
        run: emitLiteral(path, methods, trace, tools),
        parts: methods,
      })),
    ];
  return (left, remember, changesTexts) => {
    // Inner ones first: an outer one may be moved as a whole.
    const depth = (path: NodePath): number => path.getAncestry().length;
    for (const { path, run, parts = [path] } of [...steps].sort((a, b) => depth(b.path) - depth(a.path)))
      if (!parts.some(({ node }) => left.has(node))) run();
    remember();
    insertions.finish();
    declareKept(trace, insertions);
    if (changesTexts()) {
      const show = t.callExpression(imports.use('showOriginals'), []);
      insertAtTop(program, t.expressionStatement(show), insertions);
    }
    const declaration = imports.declaration();
    if (declaration) insertAtTop(program, declaration, insertions);
    program.scope.crawl();
  };
}

function emitFunction(companions: FunctionCompanions, tools: Tools): void {
  const { insertions } = tools;
  const { path, compiled, traced } = companions;
  const declarations = compiled?.declarations ?? [];
  const known = declaredName(path);
  // `var g = function () { … }, y = use(g)`: the function is used before the declaration ends.
  const declared = known && isFollowed(path) && compiled?.calledByName !== true ? null : known;
  const inside = path.getFunctionParent() !== null && compiled?.calledByName !== true;
  const record = recordOf(compiled, traced);
  if (!declared) {
    emitInPlace(path, tools, record, declarations);
    return;
  }
  const { name, statement, hoisted } = declared;
  const attach = attachCall(path, tools, t.identifier(name), record, inside ? declarations : []);
  const behind = inside ? [] : declarations;
  if (hoisted) {
    if (behind.length > 0) insertAfter(statement, behind, insertions);
    insertAtTop(statement.parentPath, t.expressionStatement(attach), insertions);
  } else {
    insertAfter(statement, [...behind, t.expressionStatement(attach)], insertions);
  }
}

/** The companion record of a function: compiled companions, traced form, or both. */
function recordOf(companions: CompiledCompanions | null, traced: t.Expression | null): t.Expression {
  const own = companions ? (companions.compiled.record as t.ObjectExpression).properties : [];
  const properties = [...own];
  if (traced) properties.push(t.objectProperty(t.identifier('traced'), traced));
  return t.objectExpression(properties);
}

/** A function marked as carrying no derivative: calls of it are made as they are. */
function emitInactive(path: NodePath<t.Function>, tools: Tools): void {
  const { insertions } = tools;
  const record = t.objectExpression([t.objectProperty(t.identifier('inactive'), t.booleanLiteral(true))]);
  const declared = declaredName(path);
  if (!declared) {
    emitInPlace(path, tools, record, []);
    return;
  }
  const attach = attachCall(path, tools, t.identifier(declared.name), record, []);
  if (declared.hoisted) insertAtTop(declared.statement.parentPath, t.expressionStatement(attach), insertions);
  else insertAfter(declared.statement, [t.expressionStatement(attach)], insertions);
}

/** Does another variable follow in the declaration that a function stands in? */
function isFollowed(path: NodePath<t.Function>): boolean {
  const declaration = path.parentPath?.parent;
  return declaration?.type === 'VariableDeclaration' && declaration.declarations.at(-1) !== path.parent;
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
  return statement?.inList === true && statement.listKey !== 'declarations'
    ? { name: declarator.node.id.name, statement, hoisted: false }
    : null;
}

/** Wraps a function that is a value: `attach(<function>, name, version, () => { companions; return record; })`. */
function emitInPlace(
  path: NodePath<t.Function>,
  tools: Tools,
  record: t.Expression,
  declarations: readonly t.FunctionDeclaration[],
): void {
  const { node } = path;
  if (node.type === 'FunctionDeclaration') {
    // A declaration as the body of an `if` or label stays without companions.
    if (node.id) return;
    // `export default function () {}`: as a value it keeps its text; the property gives it its name.
    const { params, body, generator, async } = node;
    const expression = t.functionExpression(null, params, body, generator, async);
    Object.assign(expression, {
      returnType: node.returnType,
      typeParameters: node.typeParameters,
      loc: node.loc,
    });
    Object.assign(expression, { start: node.start, end: node.end });
    path.replaceWith(attachAround(path, tools, named(expression, 'default'), record, declarations));
    return;
  }
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return;
  const name = node.type === 'FunctionExpression' && node.id ? null : inferredName(path);
  const value = name === null ? node : named(node, name);
  path.replaceWith(attachAround(path, tools, value, record, declarations));
}

/** The call around a function that is a value. */
function attachAround(...given: Parameters<typeof attachCall>): t.CallExpression {
  const [, { insertions }] = given;
  return insertions.add('call', attachCall(...given));
}

function attachCall(
  path: NodePath<t.Function>,
  tools: Tools,
  fn: t.Expression,
  record: t.Expression,
  declarations: readonly t.FunctionDeclaration[],
): t.CallExpression {
  const body =
    declarations.length > 0 ? t.blockStatement([...declarations, t.returnStatement(record)]) : record;
  // A function expression knows itself by its own name; its traced form is another function.
  const own = path.isFunctionExpression() && path.node.id ? [t.identifier(path.node.id.name)] : [];
  const make = t.arrowFunctionExpression(own, body);
  t.addComment(make, 'leading', ' istanbul ignore next ');
  return t.callExpression(tools.imports.use('attach'), [
    fn,
    t.stringLiteral(nameOfFunction(path)),
    t.numericLiteral(PROTOCOL_VERSION),
    make,
  ]);
}
