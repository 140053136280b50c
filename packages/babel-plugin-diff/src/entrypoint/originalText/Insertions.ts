import type { types as t } from '@babel/core';
import type { ReplacedOperator } from './operatorText.js';

/**
 * How a node that the plugin has put in stands to the user's own text:
 *
 * - `whole`: a statement, class member or variable that is not there otherwise
 * - `call`: a call around its first argument, `attach(<fn>, …)`, or around the value that it is named by, `attach({ f: <fn> }.f, …)`
 * - `key`: a computed key that is kept, `k = traced.key(<key>)`
 * - `proxy`: the call that stands for `new Proxy(…)`
 * - `bind`: the call that stands for `<f>.bind`
 * - `isolated`: the property that stands for a method, `f: { <method> }.f`
 * - `body`: a block that stands for an expression or a statement, with variables before it
 * - `field`: the value of a field in both forms, the user's last
 * - `operator`: what stands for an operator
 * - `constructor`: the body of a constructor in both forms, the user's last
 */
export type InsertionKind =
  'whole' | 'call' | 'key' | 'proxy' | 'bind' | 'isolated' | 'body' | 'field' | 'operator' | 'constructor';

/** What the plugin has put into a file, so that the text of functions can be printed with marks around it. */
export class Insertions {
  private readonly kinds = new Map<t.Node, InsertionKind>();
  private readonly waiting: (() => void)[] = [];

  add<N extends t.Node>(kind: InsertionKind, node: N): N {
    this.kinds.set(node, kind);
    return node;
  }

  private readonly operators = new Map<t.Node, ReplacedOperator>();

  addOperator(node: t.Node, replaced: ReplacedOperator): void {
    this.kinds.set(node, 'operator');
    this.operators.set(node, replaced);
  }

  operatorOf(node: t.Node): ReplacedOperator | undefined {
    return this.operators.get(node);
  }

  /** Has something put in when all that needs Babel's paths is done: it changes the tree without them. */
  later(put: () => void): void {
    this.waiting.push(put);
  }

  finish(): void {
    for (const put of this.waiting.splice(0)) put();
  }

  kindOf(node: t.Node): InsertionKind | undefined {
    return this.kinds.get(node);
  }
}
