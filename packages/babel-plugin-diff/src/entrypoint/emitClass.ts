import { type NodePath, types as t } from '@babel/core';
import { type BranchingClass, tracedClass } from '../trace/tracedCompanions.js';
import type { TraceProgram } from '../trace/TraceProgram.js';
import { declareAtTop, scopeAround } from './declareAtTop.js';
import { PROTOCOL_VERSION, type Tools } from './emitCompanions.js';
import { keepKey } from './keepKey.js';
import type { Insertions } from './originalText/Insertions.js';

/**
 * Companions of a class, in a static block at its beginning: there private names can be used, and only methods exist yet.
 *
 * @returns what puts them in
 */
export function emitClass(path: NodePath<t.Class>, trace: TraceProgram, tools: Tools): () => void {
  const { imports, insertions } = tools;
  const { node } = path;
  const self = trace.selfOf(node);
  const keys = new Map<t.Node, string>();
  for (const each of node.body.body) {
    const isKeyed = each.type === 'ClassMethod' || (each.type === 'ClassProperty' && !(each.static ?? false));
    if (isKeyed && each.computed) keys.set(each, trace.uniqueName());
  }
  const { parts, branches, hidden } = tracedClass(trace, path, self, keys);
  return () => {
    const declared: t.VariableDeclarator[] = [];
    const assigned: t.Statement[] = [];
    const scope = scopeAround(path);
    /** Constructors and fields that have both forms use variables of the static block too, so that these are declared around the class. */
    const declare = (name: string, init: t.Expression): void => {
      if (!branches && !(name === self && trace.isHome(node))) {
        declared.push(t.variableDeclarator(t.identifier(name), init));
        return;
      }
      declareAtTop(scope, 'let', name, insertions);
      assigned.push(t.expressionStatement(t.assignmentExpression('=', t.identifier(name), init)));
    };
    declare(self, t.thisExpression());
    if (hidden) declare(hidden.name, hidden.value);
    for (const [member, name] of keys) {
      const variable = keepKey(member as t.ClassMethod | t.ClassProperty, scope, trace, insertions);
      declared.push(t.variableDeclarator(t.identifier(name), variable));
    }
    const make = t.arrowFunctionExpression([], parts);
    t.addComment(make, 'leading', ' istanbul ignore next ');
    const attach = t.callExpression(imports.use('attachClass'), [
      t.identifier(self),
      t.stringLiteral(node.id?.name ?? 'class'),
      t.numericLiteral(PROTOCOL_VERSION),
      make,
    ]);
    const block = t.staticBlock([
      ...(declared.length > 0 ? [t.variableDeclaration('const', declared)] : []),
      ...assigned,
      t.expressionStatement(attach),
    ]);
    node.body.body.unshift(insertions.add('whole', block));
    if (branches) branch(node, branches, trace, insertions);
    path.scope.crawl();
  };
}

/** Gives a class with private parts of its instances both forms of what makes these. */
function branch(node: t.Class, branches: BranchingClass, trace: TraceProgram, insertions: Insertions): void {
  const isTracing = (): t.Expression =>
    t.binaryExpression('!==', t.memberExpression(trace.registers(), t.identifier('trace')), t.nullLiteral());
  for (const [field, traced] of branches.fields) {
    const own = field as t.ClassProperty | t.ClassPrivateProperty;
    own.value = insertions.add('field', t.conditionalExpression(isTracing(), traced, own.value!));
  }
  if (branches.lanesField) node.body.body.unshift(insertions.add('whole', branches.lanesField));
  const { constructor: traced } = branches;
  if (!traced) return;
  const own = node.body.body.find((each) => each.type === 'ClassMethod' && each.kind === 'constructor') as
    t.ClassMethod | undefined;
  if (!own) {
    // `constructor(...args) { super(...args); }`
    const rest = traced.params[0] as t.RestElement;
    const plain = t.expressionStatement(
      t.callExpression(t.super(), [t.spreadElement(t.cloneNode(rest.argument as t.Identifier))]),
    );
    traced.body = t.blockStatement([t.ifStatement(isTracing(), traced.body, t.blockStatement([plain]))]);
    node.body.body.push(insertions.add('whole', traced));
    return;
  }
  const plain = own.body;
  own.body = insertions.add('constructor', t.blockStatement([]));
  if (own.params.every((each) => each.type === 'Identifier')) {
    own.body.body.push(t.ifStatement(isTracing(), traced.body, plain));
    return;
  }
  // Both forms take the arguments as they come.
  const pattern = t.arrayPattern(own.params as t.ArrayPattern['elements']);
  // A variable of the body may have the name of a parameter.
  const kind = declaresAgain(plain, pattern) ? 'var' : 'let';
  const bound = t.variableDeclaration(kind, [t.variableDeclarator(pattern, t.identifier('arguments'))]);
  own.params = traced.params;
  insertions.add('whole', bound);
  own.body.body.push(t.ifStatement(isTracing(), traced.body, t.blockStatement([bound, plain])));
}

function declaresAgain(body: t.BlockStatement, params: t.ArrayPattern): boolean {
  const names = new Set(Object.keys(t.getBindingIdentifiers(params)));
  let found = false;
  t.traverseFast(body, (node) => {
    if (node.type === 'VariableDeclaration' && node.kind === 'var')
      found ||= Object.keys(t.getBindingIdentifiers(node)).some((name) => names.has(name));
  });
  return found;
}
