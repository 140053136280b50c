import { type NodePath, types as t } from '@babel/core';
import type { Insertions } from './originalText/Insertions.js';

/**
 * Gives a method that something later in its literal may replace, `{ f() { … }, ...others }`, a literal of its own:
 * `{ f: { f() { … } }.f, ...others }`. So companions are attached to the method, whatever the object holds in the end.
 * Methods that say `super` or have a computed key stay where they are.
 */
export function isolateMethods(program: NodePath<t.Program>, insertions: Insertions): void {
  program.traverse({
    ObjectExpression(path) {
      const { properties } = path.node;
      properties.forEach((each, i) => {
        if (!isReplaceable(each, properties.slice(i + 1))) return;
        const method = path.get(`properties.${i}`) as NodePath<t.ObjectMethod>;
        if (saysSuper(method)) return;
        const { key } = each;
        const own = t.objectExpression([each]);
        own.loc = each.loc ?? null;
        method.replaceWith(
          insertions.add(
            'isolated',
            t.objectProperty(
              t.cloneNode(key),
              t.memberExpression(own, t.cloneNode(key), key.type !== 'Identifier'),
            ),
          ),
        );
      });
    },
  });
}

type Property = t.ObjectExpression['properties'][number];

function isReplaceable(each: Property, later: readonly Property[]): each is t.ObjectMethod {
  if (each.type !== 'ObjectMethod' || each.kind !== 'method' || each.computed) return false;
  const name = nameOf(each.key);
  if (name === '__proto__') return false;
  return later.some(
    (other) => other.type === 'SpreadElement' || other.computed || nameOf(other.key) === name,
  );
}

function nameOf(key: t.Node): string | null {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : null;
}

function saysSuper(method: NodePath<t.ObjectMethod>): boolean {
  let found = false;
  method.traverse({
    Super(path) {
      found = true;
      path.stop();
    },
    ObjectMethod(path) {
      path.skip();
    },
    ClassBody(path) {
      path.skip();
    },
  });
  return found;
}
