import { type NodePath, types as t } from '@babel/core';
import { tracedMembers } from '../trace/tracedCompanions.js';
import type { TraceProgram } from '../trace/TraceProgram.js';
import { PROTOCOL_VERSION, type Tools } from './emitCompanions.js';
import { declareAtTop, scopeAround } from './declareAtTop.js';
import { keepKey } from './keepKey.js';

/**
 * Companions of methods and accessors of an object literal: `attachMembers({ … }, name, version, (o) => ({ traced methods }), keys)`.
 * A computed key is evaluated once, by the literal.
 *
 * @returns what puts them in
 */
export function emitLiteral(
  path: NodePath<t.ObjectExpression>,
  methods: NodePath<t.Function>[],
  trace: TraceProgram,
  { imports, insertions }: Tools,
): () => void {
  const home = trace.uniqueName();
  const keys = new Map<t.Node, string>();
  for (const { node } of methods) if ((node as t.ObjectMethod).computed) keys.set(node, trace.uniqueName());
  const members = tracedMembers(trace, methods, home, keys);
  return () => {
    const evaluated: t.Identifier[] = [];
    const written = methods.flatMap(({ node }) => {
      const method = node as t.ObjectMethod;
      return method.computed ? [] : [t.stringLiteral(writtenKey(method.key))];
    });
    const params = [t.identifier(home)];
    for (const [node, name] of keys) {
      params.push(t.identifier(name));
      evaluated.push(keepKey(node as t.ObjectMethod, scopeAround(path), trace, insertions));
    }
    let literal: t.Expression = path.node;
    if (trace.isHome(path.node)) {
      const self = trace.selfOf(path.node);
      declareAtTop(scopeAround(path), 'let', self, insertions);
      literal = t.assignmentExpression('=', t.identifier(self), literal);
    }
    const make = t.arrowFunctionExpression(params, members);
    t.addComment(make, 'leading', ' istanbul ignore next ');
    const attach = t.callExpression(imports.use('attachMembers'), [
      literal,
      t.stringLiteral('object'),
      t.numericLiteral(PROTOCOL_VERSION),
      make,
      t.arrayExpression([...written, ...evaluated.map((each) => t.cloneNode(each))]),
      ...evaluated,
    ]);
    path.replaceWith(insertions.add('call', attach));
    path.skip();
  };
}

/** The key of a method as the object has it. */
function writtenKey(key: t.Node): string {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral' || key.type === 'NumericLiteral') return String(key.value);
  if (key.type === 'BigIntLiteral') return String(BigInt(key.value));
  throw new Error(`a method has a key of type ${key.type}`);
}
