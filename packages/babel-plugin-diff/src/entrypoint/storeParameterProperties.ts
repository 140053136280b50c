import { type NodePath, types as t } from '@babel/core';

/**
 * Writes TypeScript's parameter properties out: `constructor(readonly x: number) { … }` becomes
 * `constructor(x: number) { this.x = x; … }`, behind `super(…)` if there is a parent. Babel's scopes do not know the parameter otherwise.
 */
export function storeParameterProperties(program: NodePath<t.Program>): void {
  program.traverse({
    ClassMethod(path) {
      if (path.node.kind !== 'constructor') return;
      const stores: t.Statement[] = [];
      path.node.params = path.node.params.map((param) => {
        if ((param as t.Node).type !== 'TSParameterProperty') return param;
        const { parameter } = param as unknown as t.TSParameterProperty;
        const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
        const { name: key } = name as t.Identifier;
        const place = t.memberExpression(t.thisExpression(), t.identifier(key));
        stores.push(t.expressionStatement(t.assignmentExpression('=', place, t.identifier(key))));
        return parameter;
      });
      if (stores.length === 0) return;
      const { body } = path.node.body;
      body.splice(body.findIndex(callsSuper) + 1, 0, ...stores);
      path.scope.crawl();
    },
  });
}

function callsSuper(statement: t.Statement): boolean {
  let found = false;
  t.traverseFast(statement, (node) => {
    found ||= node.type === 'CallExpression' && node.callee.type === 'Super';
  });
  return found;
}
