import { types as t } from '@babel/core';

/**
 * Last touches on generated statements, none of which changes what they do: `let x; if (c) x = a; else x = b;` becomes
 * a conditional, a `while` with its counter becomes a `for`, comments move to the statement that they stand before.
 */
export function tidyStatements(statements: readonly t.Statement[]): t.Statement[] {
  let result = attachComments(statements.map(tidyInside));
  result = mergeDeclarations(result);
  result = mergeSinglePops(result);
  result = mergeSameTests(result);
  return whilesToFors(result);
}

function tidyInside(statement: t.Statement): t.Statement {
  switch (statement.type) {
    case 'BlockStatement':
      return t.inherits(t.blockStatement(tidyStatements(statement.body)), statement);
    case 'IfStatement': {
      statement.consequent = tidyInside(statement.consequent);
      if (statement.alternate) statement.alternate = elseIf(tidyInside(statement.alternate));
      return toConditional(statement);
    }
    case 'WhileStatement':
    case 'ForStatement':
      statement.body = tidyInside(statement.body);
      return statement;
    default:
      return statement;
  }
}

/** `else { if … }` as `else if …`. */
function elseIf(alternate: t.Statement): t.Statement {
  if (alternate.type !== 'BlockStatement' || alternate.body.length !== 1) return alternate;
  const only = alternate.body[0]!;
  return only.type === 'IfStatement' && !only.leadingComments ? only : alternate;
}

/** An `if` whose arms only assign to the same variable. */
function toConditional(statement: t.IfStatement): t.Statement {
  const whenTrue = onlyAssignment(statement.consequent);
  const whenFalse = statement.alternate && onlyAssignment(statement.alternate);
  if (!whenTrue || !whenFalse || whenTrue.name !== whenFalse.name) return statement;
  const value = t.conditionalExpression(statement.test, whenTrue.value, whenFalse.value);
  const replaced = t.expressionStatement(t.assignmentExpression('=', t.identifier(whenTrue.name), value));
  return t.inheritsComments(replaced, statement);
}

function onlyAssignment(statement: t.Statement): { name: string; value: t.Expression } | null {
  const body = statement.type === 'BlockStatement' ? statement.body : [statement];
  if (body.length !== 1) return null;
  const only = body[0]!;
  if (only.type !== 'ExpressionStatement' || only.leadingComments?.length) return null;
  const { expression } = only;
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return null;
  return expression.left.type === 'Identifier'
    ? { name: expression.left.name, value: expression.right }
    : null;
}

/** Comments stand on empty statements until here. */
function attachComments(statements: readonly t.Statement[]): t.Statement[] {
  const result: t.Statement[] = [];
  let pending: t.Comment[] = [];
  for (const statement of statements) {
    if (statement.type === 'EmptyStatement') {
      pending = [...(statement.leadingComments ?? [])];
      continue;
    }
    if (pending.length > 0) {
      statement.leadingComments = [...pending, ...(statement.leadingComments ?? [])];
      pending = [];
    }
    result.push(statement);
  }
  return result;
}

/** `let x; x = e;` as `let x = e;`. */
function mergeDeclarations(statements: readonly t.Statement[]): t.Statement[] {
  const result: t.Statement[] = [];
  for (const statement of statements) {
    const previous = result[result.length - 1];
    if (
      previous?.type === 'VariableDeclaration' &&
      previous.declarations.length === 1 &&
      !previous.declarations[0]!.init &&
      statement.type === 'ExpressionStatement' &&
      statement.expression.type === 'AssignmentExpression' &&
      statement.expression.operator === '=' &&
      statement.expression.left.type === 'Identifier' &&
      statement.expression.left.name === (previous.declarations[0]!.id as t.Identifier).name
    ) {
      previous.declarations[0]!.init = statement.expression.right;
      t.inheritsComments(previous, statement);
      continue;
    }
    result.push(statement);
  }
  return result;
}

/** `n -= 1; const x = T[n];` as `const x = T[--n];`. */
function mergeSinglePops(statements: readonly t.Statement[]): t.Statement[] {
  const result: t.Statement[] = [];
  for (const statement of statements) {
    const previous = result[result.length - 1];
    const read = statement.type === 'VariableDeclaration' ? statement.declarations[0]!.init : null;
    const cursor = previous && singlePop(previous);
    if (
      cursor &&
      read?.type === 'MemberExpression' &&
      read.property.type === 'Identifier' &&
      read.property.name === cursor &&
      read.computed
    ) {
      read.property = t.updateExpression('--', t.identifier(cursor), true);
      statement.leadingComments ??= previous.leadingComments;
      result.pop();
    }
    result.push(statement);
  }
  return result;
}

/** `if (x !== undefined) a; if (x !== undefined) b;` as one `if`, where the first does not assign to `x`. */
function mergeSameTests(statements: readonly t.Statement[]): t.Statement[] {
  const result: t.Statement[] = [];
  for (const statement of statements) {
    const previous = result[result.length - 1];
    const name = previous && askedFor(previous);
    if (name === undefined || name === null || name !== askedFor(statement)) {
      result.push(statement);
      continue;
    }
    const [first, second] = [previous as t.IfStatement, statement as t.IfStatement];
    const added = bodyOf(second.consequent);
    if (second.leadingComments?.length && added[0])
      added[0].leadingComments = [...second.leadingComments, ...(added[0].leadingComments ?? [])];
    const body = [...bodyOf(first.consequent), ...added];
    result[result.length - 1] = t.inheritsComments(t.ifStatement(first.test, t.blockStatement(body)), first);
  }
  return result;
}

/** The name in an `if (name !== undefined)` with nothing else, that does not assign to it. */
function askedFor(statement: t.Statement): string | null {
  if (statement.type !== 'IfStatement' || statement.alternate) return null;
  const { test, consequent } = statement;
  if (test.type !== 'BinaryExpression' || test.operator !== '!==' || test.left.type !== 'Identifier')
    return null;
  if (!t.isIdentifier(test.right, { name: 'undefined' })) return null;
  const { name } = test.left;
  return bodyOf(consequent).every((each) => isAddition(each, name)) ? name : null;
}

/** `x[key] += value` */
function isAddition(statement: t.Statement, name: string): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  return (
    expression.type === 'AssignmentExpression' &&
    expression.left.type === 'MemberExpression' &&
    t.isIdentifier(expression.left.object, { name })
  );
}

function bodyOf(statement: t.Statement): t.Statement[] {
  return statement.type === 'BlockStatement' ? statement.body : [statement];
}

/** The name in `name -= 1`. */
function singlePop(statement: t.Statement): string | null {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
    return null;
  const { operator, left, right } = statement.expression;
  const isOne = right.type === 'NumericLiteral' && right.value === 1;
  return operator === '-=' && left.type === 'Identifier' && isOne ? left.name : null;
}

/** `let i = a; while (i < b) { …; i++; }` as a `for`, if `i` is not used behind it. */
function whilesToFors(statements: readonly t.Statement[]): t.Statement[] {
  const result: t.Statement[] = [];
  statements.forEach((statement, index) => {
    if (statement.type !== 'WhileStatement' || statement.body.type !== 'BlockStatement') {
      result.push(statement);
      return;
    }
    const body = statement.body.body;
    const last = body[body.length - 1];
    const counter =
      last?.type === 'ExpressionStatement' && !last.leadingComments?.length ? updated(last.expression) : null;
    if (!counter || !mentions(statement.test, counter) || body.some(hasContinue)) {
      result.push(statement);
      return;
    }
    const update = (last as t.ExpressionStatement).expression;
    // The update of a `for` does not see what its body declares.
    if (body.some((each) => declares(each, (name) => mentions(update, name)))) {
      result.push(statement);
      return;
    }
    const declaration = takeDeclaration(result, counter, statements.slice(index + 1));
    const loop = t.forStatement(declaration, statement.test, update, t.blockStatement(body.slice(0, -1)));
    const comments = declaration?.leadingComments ?? null;
    if (declaration) declaration.leadingComments = null;
    t.inheritsComments(loop, statement);
    if (comments) loop.leadingComments = [...comments, ...(loop.leadingComments ?? [])];
    result.push(loop);
  });
  return result;
}

function updated(expression: t.Expression): string | null {
  if (expression.type === 'UpdateExpression' && expression.argument.type === 'Identifier')
    return expression.argument.name;
  if (
    expression.type === 'AssignmentExpression' &&
    expression.left.type === 'Identifier' &&
    expression.operator !== '='
  ) {
    return expression.left.name;
  }
  return null;
}

/** Takes `let counter = …` from the end of what stands before the loop, past statements that do not mention it. */
function takeDeclaration(
  before: t.Statement[],
  counter: string,
  after: readonly t.Statement[],
): t.VariableDeclaration | null {
  if (after.some((statement) => mentions(statement, counter))) return null;
  for (let i = before.length - 1; i >= 0; i--) {
    const statement = before[i]!;
    if (statement.type !== 'VariableDeclaration') return null;
    const [declarator] = statement.declarations;
    if (declarator?.id.type === 'Identifier' && declarator.id.name === counter && declarator.init) {
      if (i < before.length - 1 && !isLiteral(declarator.init)) return null;
      before.splice(i, 1);
      return statement;
    }
    if (mentions(statement, counter)) return null;
  }
  return null;
}

function isLiteral(expression: t.Expression): boolean {
  return expression.type === 'NumericLiteral' || expression.type === 'Identifier';
}

function declares(statement: t.Statement, isMeant: (name: string) => boolean): boolean {
  if (statement.type !== 'VariableDeclaration') return false;
  return statement.declarations.some(({ id }) => id.type === 'Identifier' && isMeant(id.name));
}

function hasContinue(statement: t.Statement): boolean {
  let found = false;
  t.traverseFast(statement, (node) => {
    found ||= node.type === 'ContinueStatement';
  });
  return found;
}

/** Whether the name is read or written; properties of that name do not count. */
function mentions(node: t.Node, name: string): boolean {
  const properties = new Set<t.Node>();
  let found = false;
  t.traverseFast(node, (inner) => {
    if (inner.type === 'MemberExpression' && !inner.computed) properties.add(inner.property);
    found ||= inner.type === 'Identifier' && inner.name === name && !properties.has(inner);
  });
  return found;
}
