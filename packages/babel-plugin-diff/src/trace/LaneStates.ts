import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { intrinsicConstant } from '../lower/intrinsics.js';
import type { ProgramIndex } from '../lower/ProgramIndex.js';
import { seeThrough } from '../lower/seeThrough.js';
import { isOverloaded } from '../operators/overloaded.js';

/**
 * What a value can be: a primitive that is certainly constant; something else that carries no lane itself (an object, an import); or
 * a number that may be active.
 */
export type LaneState = 'primitive' | 'plain' | 'active';

const order: readonly LaneState[] = ['primitive', 'plain', 'active'];

function join(a: LaneState, b: LaneState): LaneState {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** Functions whose result is a primitive without derivative, by dotted name. */
const constantFunctions: ReadonlySet<string> = new Set([
  ...['floor', 'ceil', 'round', 'trunc', 'sign', 'clz32', 'imul', 'random'].map((name) => `Math.${name}`),
  ...['isFinite', 'isInteger', 'isNaN', 'isSafeInteger', 'parseInt'].map((name) => `Number.${name}`),
  'Array.isArray',
  'Date.now',
  'String',
  'Boolean',
  'isNaN',
  'isFinite',
  'parseInt',
]);

/**
 * Tells which variables of a file may hold active numbers, so that the others need no lane beside them: loop counters, text,
 * functions, objects.
 *
 * Method: all variables are taken for constants, and what is assigned to them is looked at until nothing changes.
 */
export class LaneStates {
  private readonly states = new Map<Binding, LaneState>();
  private readonly sources = new Map<Binding, (t.Node | 'active' | 'plain' | 'primitive')[]>();

  constructor(private readonly index: ProgramIndex) {
    this.collect();
    for (const binding of this.sources.keys()) this.states.set(binding, 'primitive');
    for (let changed = true; changed;) {
      changed = false;
      for (const [binding, sources] of this.sources) {
        const before = this.states.get(binding) ?? 'primitive';
        let state = before;
        for (const source of sources)
          state = join(state, typeof source === 'string' ? source : this.of(source));
        if (state === before) continue;
        this.states.set(binding, state);
        changed = true;
      }
    }
  }

  /** May the variable hold an active number? */
  isActive(binding: Binding): boolean {
    return (this.states.get(binding) ?? 'active') === 'active';
  }

  /** What an expression can be. */
  of(expression: t.Node): LaneState {
    const node = seeThrough(expression);
    switch (node.type) {
      case 'NumericLiteral':
      case 'StringLiteral':
      case 'BooleanLiteral':
      case 'NullLiteral':
      case 'BigIntLiteral':
      case 'TemplateLiteral':
        return 'primitive';
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ClassExpression':
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'RegExpLiteral':
      case 'NewExpression':
      case 'MetaProperty':
      case 'JSXElement':
      case 'JSXFragment':
      case 'ImportExpression':
        return 'plain';
      case 'Identifier':
        return this.ofName(node);
      case 'UnaryExpression':
        return node.operator === '-' || node.operator === '+' ? this.arithmetic(node.argument) : 'primitive';
      case 'UpdateExpression':
        return this.arithmetic(node.argument);
      case 'BinaryExpression':
        return ['+', '-', '*', '/', '%', '**'].includes(node.operator)
          ? join(this.arithmetic(node.left), this.arithmetic(node.right))
          : 'primitive';
      case 'LogicalExpression':
        return join(this.of(node.left), this.of(node.right));
      case 'ConditionalExpression':
        return join(this.of(node.consequent), this.of(node.alternate));
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1)!);
      case 'AssignmentExpression':
        return this.ofAssignment(node);
      case 'MemberExpression':
        return this.ofMember(node);
      case 'CallExpression':
        return this.isConstantCall(node) ? 'primitive' : 'active';
      default:
        return 'active';
    }
  }

  /** Is the value certainly no object? */
  isPrimitive(expression: t.Node): boolean {
    const node = seeThrough(expression);
    switch (node.type) {
      case 'BinaryExpression':
      case 'UnaryExpression':
        return !isOverloaded(node) || (node.type === 'BinaryExpression' && isComparison(node));
      case 'UpdateExpression':
        return true;
      case 'LogicalExpression':
        return this.isPrimitive(node.left) && this.isPrimitive(node.right);
      case 'ConditionalExpression':
        return this.isPrimitive(node.consequent) && this.isPrimitive(node.alternate);
      case 'SequenceExpression':
        return this.isPrimitive(node.expressions.at(-1)!);
      case 'AssignmentExpression':
        return node.operator === '='
          ? this.isPrimitive(node.right)
          : !/^(?:&&|\|\||\?\?)=$/.test(node.operator) && !isOverloaded(node);
      default:
        return this.of(node) === 'primitive';
    }
  }

  /** The result of arithmetic on one operand: an object may convert itself to an active number. */
  private arithmetic(operand: t.Node): LaneState {
    return this.of(operand) === 'primitive' ? 'primitive' : 'active';
  }

  private ofName(node: t.Identifier): LaneState {
    const binding = this.index.bindingOf(node);
    if (binding) return this.states.get(binding) ?? 'active';
    return node.name === 'undefined' || node.name === 'NaN' || node.name === 'Infinity'
      ? 'primitive'
      : 'active';
  }

  private ofAssignment(node: t.AssignmentExpression): LaneState {
    switch (node.operator) {
      case '=':
        return this.of(node.right);
      case '&&=':
      case '||=':
      case '??=':
        return join(this.of(node.left), this.of(node.right));
      case '+=':
      case '-=':
      case '*=':
      case '/=':
      case '%=':
      case '**=':
        return join(this.arithmetic(node.left), this.arithmetic(node.right));
      default:
        return 'primitive';
    }
  }

  private ofMember(node: t.MemberExpression): LaneState {
    const name = this.globalName(node);
    const [owner, key] = name?.split('.') ?? [];
    return owner !== undefined && key !== undefined && intrinsicConstant(owner, key) !== undefined
      ? 'primitive'
      : 'active';
  }

  private isConstantCall(node: t.CallExpression): boolean {
    const name = node.callee.type === 'V8IntrinsicIdentifier' ? null : this.globalName(node.callee);
    return name !== null && constantFunctions.has(name);
  }

  /** `Math.floor` for that member of the global object. */
  private globalName(expression: t.Node): string | null {
    const node = seeThrough(expression);
    if (node.type === 'Identifier') return this.index.bindingOf(node) ? null : node.name;
    if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null;
    const owner = seeThrough(node.object);
    return owner.type === 'Identifier' && !this.index.bindingOf(owner)
      ? `${owner.name}.${node.property.name}`
      : null;
  }

  private add(binding: Binding | undefined, source: t.Node | 'active' | 'plain' | 'primitive'): void {
    if (!binding) return;
    const list = this.sources.get(binding);
    if (list) list.push(source);
    else this.sources.set(binding, [source]);
  }

  private addPattern(pattern: t.Node | null, source: t.Node | 'active' | 'plain' | 'primitive'): void {
    const node = pattern && seeThrough(pattern);
    switch (node?.type) {
      case 'Identifier':
        this.add(this.index.bindingOf(node), source);
        return;
      case 'AssignmentPattern':
        this.addPattern(node.left, 'active');
        return;
      case 'ArrayPattern':
        for (const element of node.elements) this.addPattern(element, 'active');
        return;
      case 'ObjectPattern':
        for (const property of node.properties)
          this.addPattern(property.type === 'RestElement' ? property : property.value, 'active');
        return;
      case 'RestElement':
        this.addPattern(node.argument, node.argument.type === 'Identifier' ? 'plain' : 'active');
        return;
      default:
    }
  }

  private collect(): void {
    this.index.program.traverse({
      VariableDeclarator: (path) => {
        const loop = path.parentPath.parent;
        const isHead = path.parentPath.key === 'left';
        if (isHead && loop.type === 'ForInStatement') this.addPattern(path.node.id, 'primitive');
        else if (isHead && loop.type === 'ForOfStatement') this.addPattern(path.node.id, 'active');
        else if (path.node.init) this.addPattern(path.node.id, path.node.init);
        else this.addPattern(path.node.id, 'primitive');
      },
      AssignmentExpression: ({ node }) => {
        if (node.left.type !== 'Identifier') this.addPattern(node.left, 'active');
        else this.add(this.index.bindingOf(node.left), node);
      },
      UpdateExpression: ({ node }) => {
        const target = seeThrough(node.argument);
        if (target.type === 'Identifier') this.add(this.index.bindingOf(target), node);
      },
      ForXStatement: (path: NodePath<t.ForXStatement>) => {
        if (path.node.left.type !== 'VariableDeclaration') this.addPattern(path.node.left, 'active');
      },
      CatchClause: ({ node }) => this.addPattern(node.param ?? null, 'active'),
      Function: ({ node, scope }) => {
        for (const param of node.params) this.addPattern(param, 'active');
        if (node.type === 'FunctionDeclaration' && node.id)
          this.add(scope.parent.getBinding(node.id.name), 'plain');
        if (node.type === 'FunctionExpression' && node.id) this.add(scope.getBinding(node.id.name), 'plain');
      },
      Class: ({ node, scope }) => {
        if (node.id) {
          this.add(scope.getBinding(node.id.name), 'plain');
          this.add(scope.parent.getBinding(node.id.name), 'plain');
        }
      },
      ImportDeclaration: ({ node }) => {
        for (const { local } of node.specifiers) this.add(this.index.bindingOf(local), 'plain');
      },
      TSEnumDeclaration: ({ node }) => this.add(this.index.bindingOf(node.id), 'plain'),
    });
  }
}

function isComparison({ operator }: t.BinaryExpression): boolean {
  return operator.endsWith('==') || operator.startsWith('!=');
}
