import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { TypeHint } from '../hir/model.js';
import type { HintReader } from '../hints/HintReader.js';
import { isTypedArrayName } from '../lower/intrinsics.js';
import type { ProgramIndex } from '../lower/ProgramIndex.js';
import { seeThrough } from '../lower/seeThrough.js';
import {
  COMPLEX_CONSTANTS,
  COMPLEX_MAKERS,
  COMPLEX_METHODS,
  importedName,
  REAL_METHODS,
} from './complexNames.js';
import { isOverloaded, isRoot } from './overloaded.js';

/**
 * What an operand can be: nothing known yet, a real number (or what the language makes one of), a complex number, or something that is known
 * at run time only.
 */
export type ComplexKind = 'none' | 'real' | 'complex' | 'unknown';

function join(a: ComplexKind, b: ComplexKind): ComplexKind {
  if (a === b || b === 'none') return a;
  return a === 'none' ? b : 'unknown';
}

const UNKNOWN: TypeHint = { kind: 'unknown' };

/**
 * Tells which values of a file are complex numbers, so that operators on them can be written out on their parts.
 *
 * Needs: overloaded operators are marked.
 * Method: variables, parameters and results of functions begin as `none`; what is assigned, passed and returned is looked at until nothing
 * changes. Parameters that users hand in are what their types say, else what their uses look like; the record of a function sees to it that
 * they are.
 */
export class ComplexKinds {
  private readonly kinds = new Map<Binding, ComplexKind>();
  private readonly sources = new Map<Binding, (() => ComplexKind)[]>();
  private readonly results = new Map<t.Node, { kind: ComplexKind; readonly returned: (t.Node | null)[] }>();
  private readonly paramHints = new Map<Binding, TypeHint>();
  /** Parameters that users hand in, without types, and used as complex numbers are. */
  private readonly guessed = new Map<Binding, Set<'operand' | 'member'>>();
  /** Functions that are used as values, and so called by whoever has them. */
  private readonly escaping = new Set<t.Node>();
  private readonly passed = new Map<t.Node, t.CallExpression[]>();

  constructor(
    private readonly index: ProgramIndex,
    private readonly hints: HintReader,
  ) {
    this.collect();
    for (const binding of this.sources.keys()) this.kinds.set(binding, 'none');
    for (let changed = true; changed;) {
      changed = false;
      for (const [binding, sources] of this.sources) {
        const before = this.kinds.get(binding)!;
        let kind = before;
        for (const source of sources) kind = join(kind, source());
        if (kind !== before) {
          this.kinds.set(binding, kind);
          changed = true;
        }
      }
      for (const result of this.results.values()) {
        let { kind } = result;
        for (const each of result.returned) kind = join(kind, each === null ? 'unknown' : this.of(each));
        if (kind !== result.kind) {
          result.kind = kind;
          changed = true;
        }
      }
    }
  }

  /** Is a parameter (by its name) a complex number, by its type or by how it is used? */
  ofParameter(param: t.Node): ComplexKind {
    return param.type === 'Identifier' ? this.ofName(param) : 'unknown';
  }

  /** What an expression is. */
  of(expression: t.Node): ComplexKind {
    const node = seeThrough(expression);
    switch (node.type) {
      case 'NumericLiteral':
      case 'StringLiteral':
      case 'BooleanLiteral':
      case 'NullLiteral':
      case 'TemplateLiteral':
      case 'UpdateExpression':
        return 'real';
      case 'Identifier':
        return this.ofName(node);
      case 'UnaryExpression':
        return node.operator === '-' && isOverloaded(node) ? this.of(node.argument) : 'real';
      case 'BinaryExpression':
        return isArithmetic(node.operator) && isOverloaded(node) ? this.both(node.left, node.right) : 'real';
      case 'AssignmentExpression':
        if (node.operator === '=') return this.of(node.right);
        return isOverloaded(node) ? this.both(node.left, node.right) : 'unknown';
      case 'ConditionalExpression':
        return join(this.of(node.consequent), this.of(node.alternate));
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1)!);
      case 'CallExpression':
        return this.ofCall(node);
      case 'NewExpression':
        return importedName(this.index, seeThrough(node.callee)) === 'Complex' ? 'complex' : 'unknown';
      case 'MemberExpression':
        return this.ofMember(node);
      default:
        return 'unknown';
    }
  }

  /**
   * Is a value that is taken for a real number certainly a primitive, or looked at somewhere? Comparisons do not look at what they compare, and
   * complex numbers that are compared like objects would not be equal.
   */
  isCertain(expression: t.Node, seen: ReadonlySet<Binding> = new Set()): boolean {
    const node = seeThrough(expression);
    switch (node.type) {
      case 'NumericLiteral':
      case 'UnaryExpression':
      case 'BinaryExpression':
      case 'UpdateExpression':
        return true;
      case 'Identifier': {
        const binding = this.index.bindingOf(node);
        if (!binding) return node.name === 'NaN' || node.name === 'Infinity';
        return seen.has(binding) || this.isCertainVariable(binding, new Set([...seen, binding]));
      }
      case 'AssignmentExpression':
        return node.operator !== '=' || this.isCertain(node.right, seen);
      case 'ConditionalExpression':
        return this.isCertain(node.consequent, seen) && this.isCertain(node.alternate, seen);
      case 'CallExpression': {
        const callee = seeThrough(node.callee);
        return callee.type === 'MemberExpression' && this.of(node) === 'real';
      }
      case 'MemberExpression':
        return this.of(node) === 'real';
      default:
        return false;
    }
  }

  private isCertainVariable(binding: Binding, seen: ReadonlySet<Binding>): boolean {
    const { path, constantViolations } = binding;
    if (binding.kind === 'param') {
      if (constantViolations.length > 0) return false;
      if (this.paramHints.get(binding)?.kind === 'number') return true;
      const uses = this.guessed.get(binding);
      return uses?.has('operand') === true && !uses.has('member');
    }
    // Parts of a complex number.
    if (
      path.isVariableDeclarator() &&
      path.node.id.type === 'ObjectPattern' &&
      constantViolations.length === 0
    )
      return this.kinds.get(binding) === 'real';
    const init = path.isVariableDeclarator() && path.get('id').isIdentifier() ? path.node.init : null;
    if (!init || !this.isCertain(init, seen)) return false;
    return constantViolations.every(({ node }) => {
      if (node.type === 'UpdateExpression') return true;
      return (
        node.type === 'AssignmentExpression' &&
        node.left.type === 'Identifier' &&
        (node.operator === '=' ? this.isCertain(node.right, seen) : isArithmetic(node.operator.slice(0, -1)))
      );
    });
  }

  /** Arithmetic gives a complex number if one operand is complex, and the other one complex or real. */
  private both(left: t.Node, right: t.Node): ComplexKind {
    const a = this.of(left);
    const b = this.of(right);
    if (a === 'none' || b === 'none') return a === 'unknown' || b === 'unknown' ? 'unknown' : 'none';
    if (a === 'unknown' || b === 'unknown') return 'unknown';
    return a === 'complex' || b === 'complex' ? 'complex' : 'real';
  }

  private ofName(node: t.Identifier): ComplexKind {
    const binding = this.index.bindingOf(node);
    if (binding) return this.kinds.get(binding) ?? 'unknown';
    return node.name === 'undefined' || node.name === 'NaN' || node.name === 'Infinity' ? 'real' : 'unknown';
  }

  private ofCall(node: t.CallExpression): ComplexKind {
    const callee = seeThrough(node.callee);
    if (importedName(this.index, callee) === 'complex') return 'complex';
    if (callee.type === 'Identifier') {
      const fn = this.functionOf(callee);
      return (fn && this.results.get(fn)?.kind) ?? 'unknown';
    }
    if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
      return 'unknown';
    const { name } = callee.property;
    const owner = seeThrough(callee.object);
    if (owner.type === 'Identifier' && owner.name === 'Math' && !this.index.bindingOf(owner)) return 'real';
    if (importedName(this.index, owner) === 'Complex')
      return COMPLEX_MAKERS.has(name) ? 'complex' : 'unknown';
    const kind = this.of(owner);
    if (kind !== 'complex') return kind === 'none' ? 'none' : 'unknown';
    if (REAL_METHODS.has(name)) return 'real';
    return COMPLEX_METHODS.has(name) ? 'complex' : 'unknown';
  }

  private ofMember(node: t.MemberExpression): ComplexKind {
    const owner = seeThrough(node.object);
    if (!node.computed && node.property.type === 'Identifier') {
      const { name } = node.property;
      if (owner.type === 'Identifier' && owner.name === 'Math' && !this.index.bindingOf(owner)) return 'real';
      if (name === 'length') return 'real';
      if (importedName(this.index, owner) === 'Complex')
        return COMPLEX_CONSTANTS.has(name) ? 'complex' : 'unknown';
      if (name === 're' || name === 'im') {
        const kind = this.of(owner);
        if (kind === 'complex') return 'real';
        if (kind === 'none') return 'none';
      }
    }
    return kindOfHint(this.hintOf(node));
  }

  /** What types say of an expression. */
  private hintOf(expression: t.Node): TypeHint {
    const node = seeThrough(expression);
    if (node.type === 'Identifier') {
      const binding = this.index.bindingOf(node);
      if (!binding || binding.constantViolations.length > 0) return UNKNOWN;
      const said = this.paramHints.get(binding);
      if (said) return said;
      const init = binding.path.isVariableDeclarator() ? binding.path.node.init : null;
      return init && binding.path.get('id').isIdentifier() ? this.hintOf(init) : UNKNOWN;
    }
    if (node.type === 'NewExpression') {
      const callee = seeThrough(node.callee);
      return callee.type === 'Identifier' && isTypedArrayName(callee.name) && !this.index.bindingOf(callee)
        ? { kind: 'typedArray', constructorName: callee.name }
        : UNKNOWN;
    }
    if (node.type !== 'MemberExpression') return UNKNOWN;
    const owner = this.hintOf(node.object);
    if (!node.computed) {
      const name = node.property.type === 'Identifier' ? node.property.name : '';
      return (owner.kind === 'object' && owner.fields.get(name)) || UNKNOWN;
    }
    return this.elementOf(owner, node.property);
  }

  private elementOf(owner: TypeHint, key: t.Node): TypeHint {
    if (owner.kind === 'list') return owner.element;
    if (owner.kind === 'typedArray') return { kind: 'number' };
    const position = seeThrough(key);
    if (owner.kind === 'tuple' && position.type === 'NumericLiteral')
      return owner.elements[position.value] ?? UNKNOWN;
    return UNKNOWN;
  }

  /** The function of the file that a name stands for, whatever happens. */
  private functionOf(node: t.Identifier): t.Function | null {
    const binding = this.index.bindingOf(node);
    if (!binding || binding.constantViolations.length > 0) return null;
    const { path } = binding;
    if (path.isFunctionDeclaration()) return path.node;
    const init = path.isVariableDeclarator() && path.get('id').isIdentifier() ? path.node.init : null;
    const made = init && seeThrough(init);
    return made?.type === 'ArrowFunctionExpression' || made?.type === 'FunctionExpression' ? made : null;
  }

  private add(node: t.Identifier, source: () => ComplexKind): void {
    const binding = this.index.bindingOf(node);
    if (!binding) return;
    const list = this.sources.get(binding);
    if (list) list.push(source);
    else this.sources.set(binding, [source]);
  }

  private addPattern(pattern: t.Node | null | undefined, of: () => ComplexKind): void {
    const node = pattern && seeThrough(pattern);
    const unknown = (): ComplexKind => 'unknown';
    switch (node?.type) {
      case 'Identifier':
        this.add(node, of);
        return;
      case 'AssignmentPattern':
        this.addPattern(node.left, unknown);
        return;
      case 'ArrayPattern':
        for (const element of node.elements) this.addPattern(element, unknown);
        return;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') this.addPattern(property, unknown);
          else {
            const isPart =
              property.key.type === 'Identifier' &&
              (property.key.name === 're' || property.key.name === 'im');
            this.addPattern(property.value, () => {
              const kind = isPart ? of() : 'unknown';
              return kind === 'complex' ? 'real' : kind === 'none' ? 'none' : 'unknown';
            });
          }
        }
        return;
      case 'RestElement':
        this.addPattern(node.argument, unknown);
        return;
      default:
    }
  }

  private collect(): void {
    const { program } = this.index;
    program.traverse({
      VariableDeclarator: ({ node, parentPath }) => {
        const loop = parentPath?.parent;
        const isHead = parentPath?.key === 'left';
        if (isHead && loop?.type === 'ForOfStatement') {
          const { right } = loop;
          this.addPattern(node.id, () => kindOfHint(this.elementOf(this.hintOf(right), right)));
        } else if (isHead) this.addPattern(node.id, () => 'real');
        else if (node.init) {
          const { init } = node;
          this.addPattern(node.id, () => this.of(init));
        } else this.addPattern(node.id, () => 'unknown');
      },
      AssignmentExpression: ({ node }) => {
        const target = seeThrough(node.left);
        this.addPattern(target, () => (target.type === 'ObjectPattern' ? 'unknown' : this.of(node)));
      },
      UpdateExpression: ({ node }) => {
        const target = seeThrough(node.argument);
        if (target.type === 'Identifier') this.add(target, () => 'real');
      },
      ForXStatement: ({ node }: NodePath<t.ForXStatement>) => {
        if (node.left.type !== 'VariableDeclaration') this.addPattern(node.left, () => 'unknown');
      },
      CatchClause: ({ node }) => this.addPattern(node.param, () => 'unknown'),
      Identifier: (path) => {
        this.noteUse(path);
      },
      CallExpression: ({ node }) => {
        const callee = seeThrough(node.callee);
        const fn = callee.type === 'Identifier' ? this.functionOf(callee) : null;
        if (fn) this.passed.set(fn, [...(this.passed.get(fn) ?? []), node]);
      },
      Function: (path: NodePath<t.Function>) => {
        this.addFunction(path);
      },
    });
  }

  /** Notes what is done with parameters, and functions that are used as values. */
  private noteUse(path: NodePath<t.Identifier>): void {
    const { node, parent, key } = path;
    if (!path.isReferencedIdentifier()) return;
    const fn = this.functionOf(node);
    if (fn && !(parent.type === 'CallExpression' && key === 'callee')) this.escaping.add(fn);
    const binding = this.index.bindingOf(node);
    if (binding?.kind !== 'param') return;
    const uses = this.guessed.get(binding) ?? new Set<'operand' | 'member'>();
    this.guessed.set(binding, uses);
    if (isOverloaded(parent) && isComputed(parent)) uses.add('operand');
    if (parent.type === 'MemberExpression' && key === 'object' && !parent.computed) {
      const name = parent.property.type === 'Identifier' ? parent.property.name : '';
      if (name === 're' || name === 'im' || REAL_METHODS.has(name) || COMPLEX_METHODS.has(name))
        uses.add('member');
    }
  }

  private addFunction(path: NodePath<t.Function>): void {
    const { node } = path;
    const isPlain = !node.async && !node.generator;
    const returned: (t.Node | null)[] = isPlain ? [] : [null];
    if (node.body.type !== 'BlockStatement') returned.push(node.body);
    path.traverse({
      Function: (inner) => {
        inner.skip();
      },
      ReturnStatement: (inner) => {
        returned.push(inner.node.argument ?? null);
      },
    });
    this.results.set(node, { kind: returned.length === 0 ? 'unknown' : 'none', returned });
    const hints = this.hints.ofParameters(path);
    node.params.forEach((param, i) => {
      const target = param.type === 'AssignmentPattern' ? param.left : param;
      if (target.type !== 'Identifier') {
        this.addPattern(param, () => 'unknown');
        return;
      }
      const hint = hints[i] ?? UNKNOWN;
      const binding = this.index.bindingOf(target);
      if (binding && hint.kind !== 'unknown') this.paramHints.set(binding, hint);
      const said = kindOfHint(hint);
      if (said !== 'unknown') this.add(target, () => this.ofHandedIn(path, said));
      else this.add(target, () => this.ofPassed(path, target, i));
      if (param.type === 'AssignmentPattern') this.add(target, () => this.of(param.right));
    });
  }

  /** A parameter with a type. Only the record of a function that users call can see to it that it is complex. */
  private ofHandedIn(path: NodePath<t.Function>, said: ComplexKind): ComplexKind {
    return said === 'real' || isRoot(path.node) ? said : 'unknown';
  }

  /** A parameter without a type: what is passed where the function is called by name, or what it is used as. */
  private ofPassed({ node }: NodePath<t.Function>, param: t.Identifier, i: number): ComplexKind {
    const calls = this.passed.get(node) ?? [];
    let kind: ComplexKind = 'none';
    for (const call of calls) {
      const arg = call.arguments[i];
      if (call.arguments.slice(0, i + 1).some(({ type }) => type === 'SpreadElement')) return 'unknown';
      kind = join(kind, arg ? this.of(arg) : 'real');
    }
    if (!isRoot(node) && this.escaping.has(node)) return 'unknown';
    if (calls.length > 0) return kind;
    if (!isRoot(node)) return 'unknown';
    const binding = this.index.bindingOf(param);
    const uses = binding && this.guessed.get(binding);
    return uses?.has('operand') === true && uses.has('member') ? 'complex' : 'real';
  }
}

function kindOfHint(hint: TypeHint): ComplexKind {
  return hint.kind === 'number' ? 'real' : hint.kind === 'complex' ? 'complex' : 'unknown';
}

function isArithmetic(operator: string): boolean {
  return ['+', '-', '*', '/', '**'].includes(operator);
}

/** Is it an operator that computes, and so looks at its operands? */
function isComputed(node: t.Node): boolean {
  if (node.type === 'BinaryExpression') return isArithmetic(node.operator);
  return node.type === 'UnaryExpression' || node.type === 'AssignmentExpression';
}
