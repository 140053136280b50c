import { types as t } from '@babel/core';
import type { NodePath } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import { Diagnostic } from '../diagnostics/Diagnostic.js';
import { locationOf } from '../lower/FunctionLowering.js';
import { isDeclaredInside } from '../lower/ProgramIndex.js';
import type { LaneState } from './LaneStates.js';
import type { TraceProgram } from './TraceProgram.js';

/**
 * An expression of traced code. `lane` says where the lane of its value is right after it: nowhere (the value is constant), in the
 * register, or what an expression without effects gives.
 */
export interface Traced {
  readonly value: t.Expression;
  readonly lane: Lane;
}

export type Lane = 'none' | 'register' | (() => t.Expression);

/** What differs between the kinds of function (and class initialisers) whose code is traced. */
export interface FunctionForm {
  readonly strict: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Constructors return objects, whose lanes do not matter; setters nothing. */
  readonly isConstructor: boolean;
  /** Arrow functions (and initialisers) see `this` and `arguments` of the function around them. */
  readonly isArrow: boolean;
}

/** A parameter that shares its storage with an element of `arguments`. */
export interface MappedParameter {
  /** The variable that holds the list: functions inside have another `arguments`, initialisers of classes none. */
  readonly list: string;
  readonly position: number;
}

/** State of the function whose code is being traced. */
export class FunctionState {
  /** Names of variables to be declared at the top. */
  readonly declared: string[] = [];
  private readonly temps: string[] = [];
  private used = 0;
  /** Variable that holds the lane of the value returned through a `finally`. */
  returned: string | null = null;
  /** How many `try` statements with `finally` stand around. */
  finallyDepth = 0;
  /** Variable that holds the activation of an async function. */
  task: string | null = null;
  /** Variable that holds the trace that a function marked `@nondifferentiable` has stopped. */
  stopped: string | null = null;
  /** Variable that holds the lane of `this`. */
  selfLane: string | null = null;
  /** Parameters that share their storage with `arguments`. */
  readonly mapped = new Map<Binding, MappedParameter>();
  private readonly stem: string;

  constructor(
    readonly form: FunctionForm,
    readonly parent: FunctionState | null,
    prefix: string,
  ) {
    // Nested functions have names of their own, so that they do not take one another's.
    let depth = 0;
    for (let state = parent; state; state = state.parent) depth++;
    this.stem = prefix + 'abcdefghijklmnopqrstuvwxyz'.charAt(depth % 26);
  }

  /** Is it code of a function marked `@nondifferentiable`, in which everything is constant? */
  get isStopped(): boolean {
    return this.stopped !== null || this.parent?.isStopped === true;
  }

  /** A temporary variable, free until `release` of an earlier mark. */
  temp(): string {
    if (this.used === this.temps.length) this.temps.push(this.variable(String(this.temps.length + 1)));
    return this.temps[this.used++]!;
  }

  mark(): number {
    return this.used;
  }

  release(mark: number): void {
    this.used = mark;
  }

  /** A variable of the function for good. */
  variable(name: string): string {
    const full = this.nameFor(name);
    this.declared.push(full);
    return full;
  }

  /** A name of the function's own for what is declared elsewhere. */
  nameFor(name: string): string {
    return `${this.stem}${name}`;
  }
}

/** The class around the code that is traced. */
export interface ClassContext {
  /** Expression for the class itself, for `super` and private members. */
  readonly self: () => t.Expression;
  /** Private members by name. */
  readonly privates: ReadonlyMap<string, PrivateMember>;
  readonly parent: ClassContext | null;
}

export interface PrivateMember {
  readonly kind: 'field' | 'method' | 'accessor';
  readonly isGenerator: boolean;
  /** Key under which lanes of the field are kept. */
  readonly key: string;
  /** True in a class whose methods stand in its own body (else they are ordinary code with companions). */
  readonly isTraced: boolean;
  /** Companions of a private method or accessor of an ordinary class. */
  readonly companion?: (kind: 'value' | 'get' | 'set') => t.Expression;
}

/** State of the tracing of one function or class with everything nested in it. */
export class Tracer {
  state: FunctionState;
  classContext: ClassContext | null = null;
  /** What the pattern that is traced next takes apart, as the program says it, for messages. */
  takenFrom: t.Node | null = null;
  /** Expression for the home object of the method that is traced. */
  home: (() => t.Expression) | null = null;

  constructor(
    readonly program: TraceProgram,
    /** The function or class that the traced code stands for. */
    readonly root: NodePath<t.Function | t.Class>,
    /** Variables around it that the traced code is given, with their lanes. */
    private readonly captures: readonly Binding[] = [],
  ) {
    const strict = isStrict(root);
    this.state = this.newState(
      { strict, isAsync: false, isGenerator: false, isConstructor: false, isArrow: false },
      null,
    );
  }

  newState(form: FunctionForm, parent: FunctionState | null = this.state): FunctionState {
    return new FunctionState(form, parent, this.program.tempPrefix);
  }

  /** Where a parameter that shares its storage with `arguments` stands among them, seen from any function inside. */
  mappedParameter(binding: Binding): MappedParameter | undefined {
    for (let state: FunctionState | null = this.state; state; state = state.parent) {
      const mapped = state.mapped.get(binding);
      if (mapped !== undefined) return mapped;
    }
    return undefined;
  }

  /** Runs with another function's state. */
  within<T>(state: FunctionState, run: () => T): T {
    const { state: before } = this;
    this.state = state;
    try {
      return run();
    } finally {
      this.state = before;
    }
  }

  problem(code: DiagnosticCode, node: t.Node, what = ''): void {
    this.program.report(this.root, new Diagnostic(code, locationOf(node), what));
  }

  /** Is the variable one of the code that is traced here, or of ordinary code around it? */
  isOwn(binding: Binding): boolean {
    return isDeclaredInside(binding, this.root.node as t.Function) || this.captures.includes(binding);
  }

  stateOf(node: t.Node): LaneState {
    return this.program.lanes.of(node);
  }

  /** Is the value certainly no object? */
  isPrimitive(node: t.Node): boolean {
    return this.program.lanes.isPrimitive(node);
  }

  // ── building ──

  /** `$.name(…args)` */
  call(name: string, ...args: (t.Expression | t.SpreadElement)[]): t.CallExpression {
    return t.callExpression(this.helper(name), args);
  }

  helper(name: string): t.MemberExpression {
    return t.memberExpression(this.program.runtime(), t.identifier(name));
  }

  /** `$r.m` */
  register(name = 'm'): t.MemberExpression {
    return t.memberExpression(this.program.registers(), t.identifier(name));
  }

  none(): t.Expression {
    return t.unaryExpression('void', t.numericLiteral(0));
  }

  temp(): string {
    return this.state.temp();
  }

  /** The lane as an operand that is read right after the value. */
  laneOf({ lane }: Traced): t.Expression {
    return lane === 'none' ? this.none() : lane === 'register' ? this.register() : lane();
  }

  /** Value and lane as two operands. */
  pair(traced: Traced): [t.Expression, t.Expression] {
    return [traced.value, this.laneOf(traced)];
  }

  /** The value, with its lane left in the register. */
  inRegister(traced: Traced): t.Expression {
    if (traced.lane === 'register') return traced.value;
    if (traced.lane === 'none') return this.call('v', traced.value);
    return this.call('v', traced.value, traced.lane());
  }

  /** The value kept, and its lane put into a temporary: for lanes that are wanted later. */
  held(traced: Traced): { value: t.Expression; lane: t.Expression | null } {
    if (traced.lane === 'none') return { value: traced.value, lane: null };
    const name = this.temp();
    const store = t.assignmentExpression('=', t.identifier(name), this.laneOf(traced));
    return { value: this.call('n', traced.value, store), lane: t.identifier(name) };
  }

  where(node: t.Node, text: string): t.StringLiteral {
    return t.stringLiteral(this.program.where(node, text));
  }
}

export const id = (name: string): t.Identifier => t.identifier(name);

export function assign(target: string, value: t.Expression): t.AssignmentExpression {
  // A class without a name would take that of the variable.
  const isNameless = value.type === 'ClassExpression' && !value.id;
  const stored = isNameless ? t.sequenceExpression([t.numericLiteral(0), value]) : value;
  return t.assignmentExpression('=', t.identifier(target), stored);
}

/** Gives a node the place of the one that it stands for. */
export function at<N extends t.Node>(node: N, original: t.Node): N {
  node.loc ??= original.loc ?? null;
  node.start ??= original.start ?? null;
  node.end ??= original.end ?? null;
  return node;
}

/** Is the code strict before the function itself says so? */
function isStrict(path: NodePath): boolean {
  for (let each: NodePath | null = path.parentPath; each; each = each.parentPath) {
    const { node } = each;
    if (t.isClass(node)) return true;
    if (node.type === 'Program' && node.sourceType === 'module') return true;
    const holder = t.isFunction(node) ? node.body : node;
    const directives = ('directives' in holder ? holder.directives : null) ?? [];
    if (directives.some(({ value }) => value.value === 'use strict')) return true;
  }
  return false;
}
