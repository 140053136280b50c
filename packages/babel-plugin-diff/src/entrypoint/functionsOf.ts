import type { NodePath, types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';

/**
 * The functions that a node introduces and that an annotation before it may mean: itself, the value that it declares,
 * assigns, exports, returns or holds. Empty if there is none.
 */
export function functionsOf(node: t.Node): t.Function[] {
  const inner = seeThrough(node);
  switch (inner.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return [inner];
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return inner.declaration ? functionsOf(inner.declaration) : [];
    case 'VariableDeclaration':
      return inner.declarations.flatMap(functionsOf);
    case 'VariableDeclarator':
      return inner.init ? functionsOf(inner.init) : [];
    case 'ExpressionStatement':
      return functionsOf(inner.expression);
    case 'AssignmentExpression':
      return functionsOf(inner.right);
    case 'ReturnStatement':
      return inner.argument ? functionsOf(inner.argument) : [];
    case 'ObjectProperty':
    case 'ClassProperty':
      return inner.value ? functionsOf(inner.value) : [];
    default:
      return [];
  }
}

/** The class that a node declares or exports, if it does. */
export function classOf(node: t.Node): t.Class | null {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return node.declaration ? classOf(node.declaration) : null;
    case 'VariableDeclaration': {
      const init = node.declarations[0]?.init;
      return init ? classOf(seeThrough(init)) : null;
    }
    default:
      return null;
  }
}

/** Functions that stand directly in the file, not in another function. */
export function topLevelFunctions(program: NodePath<t.Program>): t.Function[] {
  return program.node.body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' ? [] : functionsOf(statement),
  );
}

/** Classes that stand directly in the file. */
export function topLevelClasses(program: NodePath<t.Program>): t.Class[] {
  return program.node.body.flatMap((statement) => {
    const found = classOf(statement);
    return found ? [found] : [];
  });
}

/** The methods of a class. */
export function methodsOf(node: t.Class): t.Function[] {
  return node.body.body.filter((each) => each.type === 'ClassMethod' || each.type === 'ClassPrivateMethod');
}
