import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { Builder, newBlock, newLabel, newVariable } from '../hir/builder.js';
import type {
  BinaryOperator,
  Checkpoint,
  ConstantValue,
  Label,
  Loc,
  Overloaded,
  LoopTerminal,
  Terminal,
  Value,
  Variable,
} from '../hir/model.js';
import { isDeclaredInside } from './ProgramIndex.js';
import type { NestedFunctions } from './NestedFunctions.js';
import type { LoweredFunction, ProgramLowering } from './ProgramLowering.js';

/** Something that `break` or `continue` can name. */
export interface JumpTarget {
  readonly label: Label;
  /** Label names in the source that stand directly before it. */
  readonly names: readonly string[];
  readonly kind: 'loop' | 'switch' | 'block';
  /** How a `continue` of this loop goes: to the update, or out of a labelled block that holds the body. */
  readonly continueTo: { readonly to: 'break' | 'continue'; readonly label: Label } | null;
  /** For a loop that is marked `@checkpoint`. */
  checkpoint: Checkpoint | null;
  breakUsed: boolean;
  continueUsed: boolean;
}

/** Where `return` goes in a body that is lowered into its caller. */
export interface ReturnTarget {
  readonly label: Label;
  readonly result: Variable;
  used: boolean;
}

/** Meaning of a name in the function that is lowered. */
export type NameMeaning =
  | { readonly kind: 'local'; readonly variable: Variable }
  | { readonly kind: 'outer'; readonly binding: Binding | undefined }
  | { readonly kind: 'function'; readonly path: NodePath<t.Function> }
  | { readonly kind: 'unready' };

/** State of the lowering of one function: where instructions go, what names mean, where jumps lead. */
export class FunctionLowering {
  readonly builder = new Builder();
  /** False once control has left (after `return`, `break`, …) until the next place where it can arrive. */
  live = true;
  readonly variables = new Map<Binding, Variable>();
  targets: JumpTarget[] = [];
  returnTarget: ReturnTarget | null = null;

  constructor(
    readonly program: ProgramLowering,
    readonly lowered: LoweredFunction,
    /** The functions nested in the compiled function that this one is, or is lifted from. */
    readonly nested: NestedFunctions,
  ) {}

  get path(): NodePath<t.Function> {
    return this.lowered.path;
  }

  /** The function of the file that this one is, or is nested in. */
  get root(): LoweredFunction {
    return this.lowered.liftedFrom ?? this.lowered;
  }

  // ── names ──

  declare(identifier: t.Identifier): Variable {
    const variable = newVariable(identifier.name);
    const binding = this.program.index.bindingOf(identifier);
    if (binding) this.variables.set(binding, variable);
    return variable;
  }

  declareBinding(binding: Binding): Variable {
    const variable = newVariable(binding.identifier.name);
    this.variables.set(binding, variable);
    return variable;
  }

  meaningOf(identifier: t.Identifier): NameMeaning {
    const binding = this.program.index.bindingOf(identifier);
    if (!binding) return { kind: 'outer', binding };
    const variable = this.variables.get(binding);
    if (variable) return { kind: 'local', variable };
    const known = this.program.functionOf(binding);
    if (known) return { kind: 'function', path: known };
    return isDeclaredInside(binding, this.root.path.node) ? { kind: 'unready' } : { kind: 'outer', binding };
  }

  /** The function that a name stands for, whatever became of its value. */
  functionNamed(identifier: t.Identifier): NodePath<t.Function> | null {
    const binding = this.program.index.bindingOf(identifier);
    return binding ? this.program.functionOf(binding) : null;
  }

  /** True for a global (unshadowed) of that name. */
  isGlobal(node: t.Node, name: string): boolean {
    return node.type === 'Identifier' && node.name === name && !this.program.index.bindingOf(node);
  }

  // ── limits ──

  /**
   * Notes something that fast companions do not cover, so that the function is left to traced code; the value stands in for what could
   * not be lowered.
   */
  leaveOut(node: t.Node, what: string): Value {
    this.program.report(this.root.path, { loc: locationOf(node), what });
    return this.builder.constant(undefined);
  }

  // ── values ──

  constant(value: ConstantValue, loc: Loc = null): Value {
    return this.builder.constant(value, loc);
  }

  /** @param overloaded  which operands may be objects that define the operator, if any */
  binary(operator: BinaryOperator, left: Value, right: Value, loc: Loc, overloaded?: Overloaded): Value {
    return this.builder.value(
      { kind: 'binary', operator, left, right, ...(overloaded && { overloaded }) },
      loc,
    );
  }

  isUndefined(value: Value, loc: Loc): Value {
    return this.binary('===', value, this.constant(undefined, loc), loc);
  }

  load(variable: Variable, loc: Loc): Value {
    return this.builder.value({ kind: 'loadLocal', variable }, loc);
  }

  /** Stores into a variable of the user's; the value takes its name. */
  store(variable: Variable, value: Value, loc: Loc): void {
    value.name ??= variable.name;
    this.builder.effect({ kind: 'storeLocal', variable, value }, loc);
  }

  /** Calls a function of the runtime. */
  helper(name: string, args: Value[], loc: Loc): Value {
    return this.builder.value({ kind: 'helper', name, tape: false, pure: false, args }, loc);
  }

  /** A place in the source, for messages at run time. */
  where(node: t.Node): Value {
    const start = node.loc?.start;
    const place = start
      ? `${this.program.fileName}:${start.line}:${start.column + 1}`
      : this.program.fileName;
    return this.constant(`${this.lowered.known.name} (${place})`);
  }

  // ── control flow ──

  /** Ends the chain here: what follows cannot be reached. */
  leave(terminal: Terminal): void {
    this.builder.block.terminal = terminal;
    this.builder.block = newBlock();
    this.live = false;
  }

  branch(test: Value, loc: Loc, whenTrue: () => void, whenFalse: () => void): void {
    const origin = this.builder.block;
    const before = this.live;
    const arm = (lowerArm: () => void) => {
      const entry = newBlock();
      this.builder.block = entry;
      this.live = before;
      lowerArm();
      return { entry, live: this.live };
    };
    const consequent = arm(whenTrue);
    const alternate = arm(whenFalse);
    const fallthrough = newBlock();
    origin.terminal = {
      kind: 'if',
      test,
      consequent: consequent.entry,
      alternate: alternate.entry,
      fallthrough,
      loc,
    };
    this.builder.block = fallthrough;
    this.live = consequent.live || alternate.live;
  }

  /** The value of one of two expressions, only one of which is evaluated. */
  choose(test: Value, loc: Loc, whenTrue: () => Value, whenFalse: () => Value): Value {
    const choice = newVariable('choice');
    const arm = (value: () => Value) => () => {
      this.builder.effect({ kind: 'storeLocal', variable: choice, value: value() }, loc);
    };
    this.branch(test, loc, arm(whenTrue), arm(whenFalse));
    return this.load(choice, loc);
  }

  /** Lowers a block that jumps to `label` leave; the label is dropped again when there is none. */
  labelled(label: Label, loc: Loc, isUsed: () => boolean, lowerBody: () => void): void {
    const origin = this.builder.block;
    const body = newBlock();
    this.builder.block = body;
    lowerBody();
    if (!isUsed()) {
      origin.instructions.push(...body.instructions);
      origin.terminal = body.terminal;
      if (this.builder.block === body) this.builder.block = origin;
      return;
    }
    const fallthrough = newBlock();
    origin.terminal = { kind: 'label', label, body, fallthrough, loc };
    this.builder.block = fallthrough;
    this.live = true;
  }

  /**
   * Lowers a loop. `header` gives the test (null: always true) from pure instructions; `body` and `update` are chains.
   */
  loop(
    form: LoopTerminal['form'],
    target: JumpTarget,
    loc: Loc,
    parts: { header: () => Value | null; body: () => void; update: () => void },
  ): void {
    const origin = this.builder.block;
    const before = this.live;
    const header = newBlock();
    this.builder.block = header;
    const test = parts.header();
    const body = newBlock();
    this.builder.block = body;
    this.targets.push(target);
    parts.body();
    this.targets.pop();
    const update = newBlock();
    this.builder.block = update;
    this.live = true;
    parts.update();
    const fallthrough = newBlock();
    origin.terminal = {
      kind: 'loop',
      form,
      label: target.label,
      header,
      test,
      body,
      leave: null,
      update,
      fallthrough,
      checkpoint: target.checkpoint,
      loc,
    };
    this.builder.block = fallthrough;
    this.live = before && (test !== null || target.breakUsed);
  }

  /** A loop over the elements of an array from a position on; its length is looked at before every turn. */
  countedLoop(
    names: readonly string[],
    array: Value,
    start: number,
    loc: Loc,
    body: (element: Value) => void,
    checkpoint: Checkpoint | null = null,
  ): void {
    const index = newVariable('index');
    this.store(index, this.constant(start, loc), loc);
    this.loop('for', this.loopTarget(names, 'update', checkpoint), loc, {
      header: () => {
        const position = this.load(index, loc);
        const length = this.builder.value({ kind: 'loadField', object: array, key: 'length' }, loc);
        return this.binary('<', position, length, loc);
      },
      body: () =>
        body(this.builder.value({ kind: 'loadIndex', object: array, index: this.load(index, loc) }, loc)),
      update: () =>
        this.store(index, this.binary('+', this.load(index, loc), this.constant(1, loc), loc), loc),
    });
  }

  loopTarget(
    names: readonly string[],
    continueTo: 'update' | 'test',
    checkpoint: Checkpoint | null = null,
  ): JumpTarget {
    const label = newLabel(names[0] ?? null);
    const to =
      continueTo === 'update'
        ? ({ to: 'continue', label } as const)
        : ({ to: 'break', label: newLabel() } as const);
    return { label, names, kind: 'loop', continueTo: to, checkpoint, breakUsed: false, continueUsed: false };
  }

  blockTarget(names: readonly string[], kind: 'switch' | 'block'): JumpTarget {
    return {
      label: newLabel(names[0] ?? null),
      names,
      kind,
      continueTo: null,
      checkpoint: null,
      breakUsed: false,
      continueUsed: false,
    };
  }

  breakTo(target: JumpTarget, loc: Loc): void {
    if (this.live) target.breakUsed = true;
    this.leave({ kind: 'jump', to: 'break', label: target.label, loc });
  }

  continueAt(target: JumpTarget, loc: Loc): void {
    if (this.live) target.continueUsed = true;
    if (target.continueTo) this.leave({ kind: 'jump', ...target.continueTo, loc });
  }
}

/** Place of a node in the source. */
export function locationOf(node: t.Node): Loc {
  if (!node.loc) return null;
  const { start, end } = node.loc;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
