import { types as t } from '@babel/core';
import { effectOf, isReverse } from '../hir/effects.js';
import type {
  Block,
  HIRFunction,
  Instruction,
  KnownFunction,
  Loc,
  LoopTerminal,
  Operation,
  Value,
} from '../hir/model.js';
import { chainEnd, fallthroughOf, forEachBlock, ownedChains } from '../hir/visitors.js';
import { findRegions, type Region, type Regions } from '../ssa/regions.js';
import { assignSlots, commonRegion, type Slot, type Slots } from './assignSlots.js';
import { foldExpressions, type Folding } from './foldExpressions.js';
import { findLiveRanges, type LiveRanges } from './liveRanges.js';
import { Names } from './Names.js';
import { OperationPrinter } from './OperationPrinter.js';
import { parallelCopies } from './parallelCopies.js';
import { tidyStatements } from './tidyStatements.js';

/** What printing needs from outside of the function. */
export interface PrintEnvironment {
  /** Names of the surrounding scopes that the function refers to and must not shadow. */
  readonly reserved: ReadonlySet<string>;
  /** Identifier of a function of the runtime's compiled entry. */
  helper(name: string): t.Identifier;
  /** The user's own function expression that a closure is made from, and the names of what it captures. */
  closureSource(sourceIndex: number): { readonly fn: t.Expression; readonly captures: readonly string[] };
  /** The companion record of a closure of the file, over what it captures. */
  closureRecord(known: KnownFunction): t.Expression;
}

/**
 * Prints a function in SSA form as a JavaScript function declaration: structured statements again, variables named as in the
 * source, the tape's state in locals.
 *
 * @param isStrict  whether it gets a directive that makes it strict code
 */
export function printFunction(
  fn: HIRFunction,
  env: PrintEnvironment,
  isStrict: boolean,
): t.FunctionDeclaration {
  return new FunctionPrinter(fn, env, isStrict).print();
}

/** Names of the locals that hold the tape's state; only those that the function uses are declared. */
export interface TapeLocals {
  readonly tape: string;
  readonly numbers: string;
  readonly top: string;
  readonly references: string;
  readonly referenceTop: string;
  /** The tangent tape of a second-order sweep. */
  readonly tangents: string;
  readonly tangentReferences: string;
  /** Tapes of the lanes that are used, by number; that of lane 0 is the tape itself. */
  readonly lanes: ReadonlyMap<number, string>;
}

class FunctionPrinter {
  private readonly regions: Regions;
  private readonly folding: Folding;
  private readonly ranges: LiveRanges;
  private readonly slots: Slots;
  private readonly names: Names;
  private readonly tape: TapeLocals;
  private readonly operations: OperationPrinter;
  private readonly declared = new Set<Slot>();
  private out: t.Statement[] = [];
  private lastLine = -1;

  constructor(
    private readonly fn: HIRFunction,
    env: PrintEnvironment,
    private readonly isStrict: boolean,
  ) {
    this.regions = findRegions(fn);
    this.folding = foldExpressions(fn);
    this.ranges = findLiveRanges(fn, this.folding);
    this.slots = assignSlots(fn, this.folding, this.ranges, this.regions);
    this.widenToUses();
    this.names = new Names([...GLOBALS, ...env.reserved, ...outerNames(fn, env)]);
    this.nameSlots();
    const used = usage(fn);
    const tape = this.names.unique('tape');
    this.tape = {
      tape,
      numbers: this.names.unique('T'),
      top: this.names.unique('n'),
      references: this.names.unique('O'),
      referenceTop: this.names.unique('m'),
      tangents: used.tangents ? this.names.unique('U') : '',
      tangentReferences: used.tangentReferences ? this.names.unique('P') : '',
      lanes: new Map(used.lanes.map((lane) => [lane, this.names.unique(`${tape}${lane}`)])),
    };
    this.operations = new OperationPrinter(this.tape, env, used, fn.role, (value) => this.read(value));
  }

  print(): t.FunctionDeclaration {
    for (const param of this.fn.params) {
      const slot = this.slots.of.get(param);
      if (slot) this.declared.add(slot);
    }
    const body = this.collect(() => this.chain(this.fn.entry, this.regions.root));
    const statements = tidyStatements([...this.operations.prologue(), ...body]);
    const params = [this.tape.tape, ...this.fn.params.map((param) => this.slots.of.get(param)!.name)];
    return t.functionDeclaration(
      t.identifier(this.fn.name),
      params.map((name) => t.identifier(name)),
      t.blockStatement(statements, this.isStrict ? [t.directive(t.directiveLiteral('use strict'))] : []),
    );
  }

  // --- names and declarations --------------------------------------------------------------------------------------------

  /** A variable is declared in a scope that holds all of its uses. */
  private widenToUses(): void {
    const widen = (value: Value, region: Region): void => {
      const slot = this.slots.of.get(value);
      if (slot) slot.region = commonRegion(slot.region, region);
      else this.eachOperand(value, (operand) => widen(operand, region));
    };
    forEachBlock(this.fn.entry, (block) => {
      const region = this.regions.ofBlock.get(block)!;
      for (const instruction of block.instructions) {
        if (instruction.result && this.folding.inlined.has(instruction.result)) continue;
        this.eachOperandOf(instruction, (operand) => widen(operand, region));
      }
      const { terminal } = block;
      if (terminal.kind === 'if') widen(terminal.test, region);
      if ((terminal.kind === 'return' || terminal.kind === 'throw') && terminal.value)
        widen(terminal.value, region);
      if (terminal.kind === 'loop') {
        const inner = this.regions.ofBlock.get(terminal.body)!;
        if (terminal.test) widen(terminal.test, inner);
        if (terminal.leave) widen(terminal.leave, inner);
      }
    });
  }

  private eachOperand(value: Value, visit: (operand: Value) => void): void {
    const definition = this.folding.definitions.get(value);
    if (definition) this.eachOperandOf(definition, visit);
  }

  private eachOperandOf(instruction: Instruction, visit: (operand: Value) => void): void {
    OperationPrinter.forEachOperand(instruction.op, visit);
  }

  private nameSlots(): void {
    const start = (slot: Slot): number => Math.min(...slot.intervals.map((interval) => interval.start));
    const ordered = [...this.slots.all].sort(
      (a, b) => Number(b.isParam) - Number(a.isParam) || start(a) - start(b),
    );
    for (const slot of ordered) slot.name = this.names.unique(slot.name === '' ? 'v' : slot.name);
  }

  private read(value: Value): t.Expression {
    const slot = this.slots.of.get(value);
    if (slot) return t.identifier(slot.name);
    const definition = this.folding.definitions.get(value);
    if (!definition) throw new Error(`value $${value.id} has no definition`);
    return this.operations.expression(definition.op);
  }

  // --- statements ----------------------------------------------------------------------------------------------------------

  private collect(write: () => void): t.Statement[] {
    const outer = this.out;
    const own: t.Statement[] = (this.out = []);
    write();
    this.out = outer;
    return own;
  }

  private chain(entry: Block, region: Region): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      this.instructions(block, region);
      this.terminal(block, region);
    }
  }

  private instructions(block: Block, region: Region): void {
    for (let i = 0; i < block.instructions.length; i++) {
      const instruction = block.instructions[i]!;
      const { op, result, loc } = instruction;
      if (result && this.folding.inlined.has(result)) continue;
      this.markLine(loc);
      if (op.kind === 'constant' && op.absent) {
        continue;
      }
      if (!result) {
        this.out.push(...this.operations.effect(op));
        continue;
      }
      const isUsed = this.ranges.intervals.get(result)!.end > this.ranges.intervals.get(result)!.start;
      if (!isUsed && effectOf(op) === 'pure') continue;
      const printed = this.operations.value(op);
      this.out.push(...printed.before);
      if (isUsed) this.assign(result, printed.expression, region);
      else if (printed.expression) this.out.push(t.expressionStatement(printed.expression));
      this.out.push(...printed.after);
    }
  }

  private assign(value: Value, expression: t.Expression, region: Region): void {
    this.write(this.slots.of.get(value)!, expression, region);
  }

  private write(slot: Slot, expression: t.Expression, region: Region): void {
    const target = t.identifier(slot.name);
    if (this.declared.has(slot)) {
      this.out.push(t.expressionStatement(updateExpression(target, expression)));
      return;
    }
    this.declared.add(slot);
    if (slot.region !== region) throw new Error(`${slot.name} is written outside of its scope`);
    this.out.push(
      t.variableDeclaration(slot.mutable ? 'let' : 'const', [t.variableDeclarator(target, expression)]),
    );
  }

  /** Declares the variables of this scope that are first written inside the construct that ends `block`. */
  private declareBefore({ terminal }: Block, region: Region): void {
    const declare = (value: Value): void => {
      const slot = this.slots.of.get(value);
      if (!slot || slot.region !== region || this.declared.has(slot)) return;
      this.declared.add(slot);
      this.out.push(t.variableDeclaration('let', [t.variableDeclarator(t.identifier(slot.name))]));
    };
    for (const chain of ownedChains(terminal)) {
      forEachBlock(chain, (inner) => {
        for (const phi of inner.phis) declare(phi.result);
        for (const { result } of inner.instructions) if (result) declare(result);
      });
    }
    for (const phi of fallthroughOf(terminal)?.phis ?? []) declare(phi.result);
  }

  private terminal(block: Block, region: Region): void {
    const { terminal } = block;
    switch (terminal.kind) {
      case 'end':
        return;
      case 'return':
        this.out.push(...this.operations.epilogue());
        if (terminal.value && !this.isUndefined(terminal.value)) {
          this.out.push(t.returnStatement(this.read(terminal.value)));
        }
        return;
      case 'throw':
        this.markLine(terminal.loc);
        this.out.push(t.throwStatement(this.read(terminal.value)));
        return;
      case 'if': {
        this.declareBefore(block, region);
        this.markLine(terminal.loc);
        const test = this.read(terminal.test);
        const arms = ([terminal.consequent, terminal.alternate] as const).map((arm, i) =>
          this.collect(() => {
            const inner = this.regions.ofBlock.get(arm)!;
            this.chain(arm, inner);
            if (chainEnd(arm).terminal.kind === 'end') this.copies(terminal.fallthrough, i, inner);
          }),
        );
        this.out.push(...ifStatement(test, arms[0]!, arms[1]!));
        return;
      }
      case 'loop':
        this.loop(block, terminal, region);
        return;
      default:
        throw new Error(`${terminal.kind} is left after structureExits`);
    }
  }

  private loop(block: Block, loop: LoopTerminal, region: Region): void {
    this.copies(loop.header, 0, region);
    this.declareBefore(block, region);
    this.markLine(loop.loc);
    const inner = this.regions.ofBlock.get(loop.body)!;
    const header = this.collect(() => this.instructions(loop.header, inner));
    const test = loop.test && this.read(loop.test);
    const atTest = loop.test ? this.collect(() => this.copies(loop.fallthrough, 0, inner)) : [];
    const body = this.collect(() => this.chain(loop.body, inner));
    const completes = chainEnd(loop.body).terminal.kind === 'end';
    const tail: t.Statement[] = [];
    if (completes) {
      if (loop.leave) {
        const leaving = this.collect(() => this.copies(loop.fallthrough, 1, inner));
        tail.push(...ifStatement(this.read(loop.leave), [...leaving, t.breakStatement()], []));
      }
      tail.push(
        ...this.collect(() => {
          this.chain(loop.update, inner);
          this.copies(loop.header, 1, inner);
        }),
      );
    }
    const canTestInPlace = header.length === 0 && atTest.length === 0;
    if (canTestInPlace) {
      const statement = t.blockStatement([...body, ...tail]);
      this.out.push(test ? t.whileStatement(test, statement) : t.forStatement(null, null, null, statement));
      return;
    }
    const exit = test ? ifStatement(t.unaryExpression('!', test), [...atTest, t.breakStatement()], []) : [];
    this.out.push(t.forStatement(null, null, null, t.blockStatement([...header, ...exit, ...body, ...tail])));
  }

  /** Copies of the operands of a block's phis that come along one edge. */
  private copies(block: Block, index: number, region: Region): void {
    const moves: { slot: Slot; value: t.Expression; from: Slot | null; reads: Set<string> }[] = [];
    for (const phi of block.phis) {
      const operand = phi.operands[index];
      const slot = this.slots.of.get(phi.result)!;
      if (!operand || this.isAbsent(operand)) {
        continue;
      }
      const from = this.slots.of.get(operand) ?? null;
      if (from === slot) continue;
      const value = this.read(operand);
      moves.push({ slot, value, from, reads: identifiersOf(value) });
    }
    for (const { slot, value, temporary } of parallelCopies(moves, (name) => this.names.unique(name))) {
      if (temporary !== null) {
        this.out.push(t.variableDeclaration('const', [t.variableDeclarator(t.identifier(temporary), value)]));
      } else {
        this.write(slot!, value, region);
      }
    }
  }

  private isUndefined(value: Value): boolean {
    const op = this.folding.definitions.get(value)?.op;
    return op?.kind === 'constant' && op.value === undefined;
  }

  private isAbsent(value: Value): boolean {
    const op = this.folding.definitions.get(value)?.op;
    return op?.kind === 'constant' && op.absent === true;
  }

  private markLine(loc: Loc): void {
    if (!isReverse(this.fn) || !loc || loc.line === this.lastLine) return;
    this.lastLine = loc.line;
    this.out.push(t.addComment(t.emptyStatement(), 'leading', ` reverse of line ${loc.line}`, true));
  }
}

function identifiersOf(expression: t.Node): Set<string> {
  const found = new Set<string>();
  t.traverseFast(expression, (node) => {
    if (node.type === 'Identifier') found.add(node.name);
  });
  return found;
}

/** `x = x + c` as `x += c`. */
function updateExpression(target: t.Identifier, expression: t.Expression): t.Expression {
  if (
    expression.type === 'BinaryExpression' &&
    expression.left.type === 'Identifier' &&
    expression.left.name === target.name &&
    (expression.operator === '+' ||
      expression.operator === '-' ||
      expression.operator === '*' ||
      expression.operator === '/')
  ) {
    const { operator, right } = expression;
    if (right.type === 'NumericLiteral' && right.value === 1 && (operator === '+' || operator === '-')) {
      return t.updateExpression(operator === '+' ? '++' : '--', target);
    }
    return t.assignmentExpression(`${operator}=`, target, right);
  }
  return t.assignmentExpression('=', target, expression);
}

function ifStatement(test: t.Expression, consequent: t.Statement[], alternate: t.Statement[]): t.Statement[] {
  if (consequent.every(isComment)) {
    if (alternate.every(isComment)) return [t.expressionStatement(test)];
    return [t.ifStatement(negate(test), t.blockStatement(alternate))];
  }
  return [
    t.ifStatement(
      test,
      t.blockStatement(consequent),
      alternate.every(isComment) ? null : t.blockStatement(alternate),
    ),
  ];
}

function isComment(statement: t.Statement): boolean {
  return statement.type === 'EmptyStatement';
}

const OPPOSITE: Readonly<Record<string, '===' | '!==' | undefined>> = { '===': '!==', '!==': '===' };

function negate(test: t.Expression): t.Expression {
  if (test.type === 'UnaryExpression' && test.operator === '!') return test.argument;
  const opposite = test.type === 'BinaryExpression' ? OPPOSITE[test.operator] : undefined;
  return opposite ? { ...(test as t.BinaryExpression), operator: opposite } : t.unaryExpression('!', test);
}

/** Globals that printing itself refers to. */
const GLOBALS = ['undefined', 'NaN', 'Infinity', 'Math', 'Float64Array'];

function outerNames(fn: HIRFunction, env: PrintEnvironment): string[] {
  const names: string[] = [fn.name];
  forEachBlock(fn.entry, (block) => {
    for (const { op } of block.instructions) {
      if (op.kind === 'loadOuter' || op.kind === 'storeOuter') names.push(op.name);
      if (op.kind === 'callForward')
        names.push(op.second ? op.target.forwardTangentName : op.target.forwardName);
      if (op.kind === 'checkpointedLoop')
        names.push(op.target.forwardName, op.target.reverseName, op.advance);
      if (op.kind === 'callReverse')
        names.push(op.tangent ? op.target.reverseTangentName : op.target.reverseName);
      if (op.kind === 'callTangent') names.push(op.lanes ? op.target.lanesName : op.target.tangentName);
      if (op.kind === 'callPart') names.push(op.part);
      if (op.kind === 'newTyped') names.push(op.constructorName);
      if (op.kind === 'closure') names.push(...identifiersOf(env.closureSource(op.sourceIndex).fn));
    }
  });
  return names;
}

/** Which parts of the tape a function works on. */
export interface TapeUsage {
  readonly numbers: boolean;
  readonly references: boolean;
  /** The same of the tangent tape. */
  readonly tangents: boolean;
  readonly tangentReferences: boolean;
  /** Lanes beyond the first whose tapes it asks. */
  readonly lanes: readonly number[];
}

function isOfSource(op: Operation): boolean {
  return op.kind === 'tapeAt' && op.source !== null;
}

function hasTangents({ tangents }: { readonly tangents?: readonly (Value | null)[] }): boolean {
  return tangents?.some((each) => each !== null) === true;
}

function usage(fn: HIRFunction): TapeUsage {
  let numbers = false;
  let references = false;
  let tangents = false;
  let tangentReferences = false;
  const lanes = new Set<number>();
  forEachBlock(fn.entry, (block) => {
    for (const { op } of block.instructions) {
      numbers ||=
        op.kind === 'tapePush' ||
        op.kind === 'tapeSnapshot' ||
        op.kind === 'tapeDropSnapshot' ||
        op.kind === 'tapeAt' ||
        op.kind === 'tapeDrop' ||
        op.kind === 'tapeRead' ||
        op.kind === 'tapeReserve';
      if ('lane' in op && op.lane && op.kind !== 'orZero') lanes.add(op.lane);
      tangents ||=
        ((op.kind === 'tapeAt' || op.kind === 'tapeRead') && op.ofTangent === true && !isOfSource(op)) ||
        (op.kind === 'tapePush' && hasTangents(op));
      tangentReferences ||=
        (op.kind === 'refRead' && op.ofTangent === true) || (op.kind === 'refPush' && hasTangents(op));
      references ||= op.kind === 'refPush' || op.kind === 'refDrop' || op.kind === 'refRead';
    }
  });
  if (tangents || tangentReferences) lanes.add(1);
  return {
    numbers,
    references,
    tangents,
    tangentReferences,
    lanes: [...lanes].sort((a, b) => a - b),
  };
}
