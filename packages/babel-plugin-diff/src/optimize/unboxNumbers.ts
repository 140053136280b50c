import { isNumeric } from '../hir/effects.js';
import { newPhi, newValue } from '../hir/builder.js';
import type { Block, HIRFunction, Instruction, Operation, Phi, Value, ValueType } from '../hir/model.js';
import {
  arithmeticOperands,
  chainEnd,
  forEachBlock,
  forEachOperand,
  mapOperands,
  mapTerminalOperands,
} from '../hir/visitors.js';
import { findRegions } from '../ssa/regions.js';
import { LANES } from '../transform/tangent/Lane.js';

/**
 * Tells V8 that what a loop computes with is a number. A parameter may be anything for V8; a variable that begins as one and becomes
 * the result of arithmetic is then kept in a box, and each turn makes a new box. `+x` in front of the loop prevents it.
 *
 * Needs: SSA, types; a forward or tangent companion.   Gives: SSA.
 * What is an index, or is compared with one, stays as it is: V8 has it for a small integer. A parameter may be undefined, null or a
 * boolean, of which `+x` is another value: where a variable is used for more than arithmetic, a second one says whether it still is
 * one of the parameters.
 */
export function unboxNumbers(fn: HIRFunction): void {
  const facts = new Facts(fn);
  const unboxed = new Map<Value, Value>();
  const unbox = (param: Value): Value => {
    const known = unboxed.get(param);
    if (known) return known;
    const result = newValue(param.name, 'number');
    result.active = param.active;
    const { instructions } = fn.entry;
    const behindChecks = instructions.findIndex(({ op }) => op.kind !== 'checkNumber');
    const conversion: Instruction = {
      result,
      op: { kind: 'unary', operator: '+', argument: param },
      loc: null,
    };
    instructions.splice(behindChecks < 0 ? instructions.length : behindChecks, 0, conversion);
    unboxed.set(param, result);
    return result;
  };
  const kept = new Map<Value, Origin>();
  for (const { phis, params } of facts.webs()) {
    const uncertain = [...params].filter((param) => !facts.tangents.has(param));
    if (uncertain.length > 0 && [...phis].some(({ result }) => facts.escapes.has(result)))
      for (const [phi, origin] of keepOrigins(fn, phis, uncertain)) kept.set(phi, origin);
    for (const phi of phis)
      phi.operands = phi.operands.map((operand) =>
        operand && params.has(operand) ? unbox(operand) : operand,
      );
  }
  useUnboxed(fn, facts, kept, unbox);
}

/** A variable that says which of the parameters another one still is, counted from 1; 0 if none. */
interface Origin {
  readonly which: Value;
  readonly params: readonly Value[];
}

/** Variables that give each other their values, and the parameters that they begin as. */
interface Web {
  readonly phis: ReadonlySet<Phi>;
  readonly params: ReadonlySet<Value>;
}

/** What is known of the values of a function. */
class Facts {
  /** Numbers among the parameters that are no indices. */
  readonly params: ReadonlySet<Value>;
  /** Parameters that are numbers for certain. */
  readonly tangents: ReadonlySet<Value>;
  /** Values used where undefined is another than NaN. */
  readonly escapes = new Set<Value>();
  private readonly phis = new Map<Value, Phi>();
  private readonly loopPhis = new Set<Phi>();
  private readonly definitions = new Map<Value, Instruction>();
  private readonly keys = new Set<Value>();
  /** What becomes part of something that need not be a number. */
  private readonly merged = new Set<Value>();

  constructor(fn: HIRFunction) {
    forEachBlock(fn.entry, (block) => {
      for (const phi of block.phis) this.phis.set(phi.result, phi);
      for (const instruction of block.instructions)
        if (instruction.result) this.definitions.set(instruction.result, instruction);
      if (block.terminal.kind === 'loop')
        for (const phi of block.terminal.header.phis) this.loopPhis.add(phi);
    });
    forEachBlock(fn.entry, (block) => {
      for (const { op } of block.instructions) this.noteUses(op);
      mapTerminalOperands(block.terminal, (value) => {
        this.escapes.add(value);
        return value;
      });
    });
    const tangents =
      fn.role === 'lanes' ? LANES : fn.role === 'tangent' || fn.role === 'forwardTangent' ? 1 : 0;
    this.tangents = new Set(fn.params.filter((_, i) => i % (tangents + 1) !== 0));
    this.params = new Set(fn.params.filter((param) => param.type === 'number' && !this.keys.has(param)));
  }

  webs(): Web[] {
    const webs: Web[] = [];
    const seen = new Set<Phi>();
    const neighbours = this.neighbours();
    for (const first of neighbours.keys()) {
      if (seen.has(first)) continue;
      const phis = new Set<Phi>();
      const work = [first];
      for (let phi = work.pop(); phi; phi = work.pop()) {
        if (phis.has(phi)) continue;
        phis.add(phi);
        seen.add(phi);
        work.push(...neighbours.get(phi)!);
      }
      const operands = [...phis].flatMap((phi) => phi.operands.filter((operand) => operand !== null));
      const params = new Set(operands.filter((operand) => this.params.has(operand)));
      if ([...phis].some(({ result }) => this.merged.has(result))) continue;
      const isComputed = operands.some((operand) => this.definitions.get(operand)?.result?.type === 'number');
      const isCarried = [...phis].some((phi) => this.loopPhis.has(phi));
      if (params.size > 0 && isComputed && isCarried) webs.push({ phis, params });
    }
    return webs;
  }

  /** For each number that is no index and comes out of several paths, those that it is made of or goes into. */
  private neighbours(): Map<Phi, Phi[]> {
    const found = new Map<Phi, Phi[]>();
    for (const [value, phi] of this.phis)
      if (value.type === 'number' && !this.keys.has(value)) found.set(phi, []);
    for (const phi of this.phis.values())
      if (!found.has(phi)) for (const operand of phi.operands) if (operand) this.merged.add(operand);
    for (const [phi, others] of found) {
      for (const operand of phi.operands) {
        const other = operand && this.phis.get(operand);
        if (!other || !found.has(other)) continue;
        others.push(other);
        found.get(other)!.push(phi);
      }
    }
    return found;
  }

  private noteUses(op: Operation): void {
    if (op.kind === 'loadIndex' || op.kind === 'storeIndex') this.noteKey(op.index);
    if (
      (op.kind === 'accumulate' || op.kind === 'takeSlot' || op.kind === 'setSlot') &&
      typeof op.key !== 'string'
    )
      this.noteKey(op.key);
    if (op.kind === 'tapeSnapshot') for (const each of [op.low, op.high, op.reads]) this.noteKey(each);
    if (op.kind === 'newTyped' && op.argument) this.noteKey(op.argument);
    if (op.kind === 'tapeReserve') this.noteKey(op.amount);
    if (
      op.kind === 'binary' &&
      isComparison(op.operator) &&
      [op.left, op.right].some((each) => this.counts(each))
    )
      for (const each of [op.left, op.right]) this.noteKey(each);
    if (op.kind === 'tapePush' || isArithmetic(op)) return;
    forEachOperand(op, (operand) => this.escapes.add(operand));
  }

  /** Is it an integer that moves? What is compared with it is one too. */
  private counts(value: Value): boolean {
    return value.type === 'int' && this.definitions.get(value)?.op.kind !== 'constant';
  }

  /** A key, and what it is computed from. */
  private noteKey(value: Value): void {
    if (this.keys.has(value)) return;
    this.keys.add(value);
    for (const operand of this.phis.get(value)?.operands ?? []) if (operand) this.noteKey(operand);
    const op = this.definitions.get(value)?.op;
    if (op) for (const operand of arithmeticOperands(op)) this.noteKey(operand);
  }
}

/** Does the operation make numbers of all of its operands? */
function isArithmetic(op: Operation): boolean {
  const operands = arithmeticOperands(op);
  if (op.kind === 'binary' && isEquality(op.operator)) return false;
  return operands.length > 0 && operands.every(({ type }) => isNumeric(type));
}

function isEquality(operator: string): boolean {
  return /^[!=]==?$|^in/.test(operator);
}

function isComparison(operator: string): boolean {
  return /^[<>]=?$/.test(operator) || isEquality(operator);
}

/** Adds a variable beside each phi that says where its value comes from. */
function keepOrigins(fn: HIRFunction, phis: ReadonlySet<Phi>, params: readonly Value[]): Map<Value, Origin> {
  const origins = new Map<Value, Origin>();
  const ofParam = new Map<Value, Value>();
  const constant = (value: number): Value => {
    const result = newValue(null, 'int');
    fn.entry.instructions.unshift({ result, op: { kind: 'constant', value }, loc: null });
    return result;
  };
  params.forEach((param, i) => ofParam.set(param, constant(i + 1)));
  const computed = constant(0);
  for (const { result } of phis) origins.set(result, { which: newValue(null, 'int'), params });
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis.filter((each) => phis.has(each))) {
      const operands = phi.operands.map(
        (operand) => operand && (ofParam.get(operand) ?? origins.get(operand)?.which ?? computed),
      );
      block.phis.push(newPhi(origins.get(phi.result)!.which, operands));
    }
  });
  return origins;
}

/** Gives arithmetic in loops the unboxed parameters, and what is used otherwise the parameter for as long as it is that. */
function useUnboxed(
  fn: HIRFunction,
  facts: Facts,
  origins: ReadonlyMap<Value, Origin>,
  unbox: (param: Value) => Value,
): void {
  const regions = findRegions(fn);
  const original = (value: Value, into: Instruction[]): Value => {
    const emit = (op: Operation, type: ValueType, name: string | null): Value => {
      const result = newValue(name, type);
      into.push({ result, op, loc: null });
      return result;
    };
    const origin = origins.get(value);
    if (!origin) return value;
    return origin.params.reduce((otherwise, param, i) => {
      const right = emit({ kind: 'constant', value: i + 1 }, 'int', null);
      const test = emit({ kind: 'binary', operator: '===', left: origin.which, right }, 'boolean', null);
      const result = emit(
        { kind: 'select', test, whenTrue: param, whenFalse: otherwise },
        'number',
        value.name,
      );
      result.active = value.active;
      return result;
    }, value);
  };
  const isInLoop = (block: Block): boolean => {
    for (let region = regions.ofBlock.get(block) ?? null; region; region = region.parent)
      if (region.kind === 'loop') return true;
    return false;
  };
  const blocks: Block[] = [];
  forEachBlock(fn.entry, (block) => blocks.push(block));
  for (const block of blocks) {
    const instructions: Instruction[] = [];
    for (const instruction of block.instructions) {
      const { op, result } = instruction;
      if (!isArithmetic(op) && op.kind !== 'tapePush')
        mapOperands(op, (value) => original(value, instructions));
      else if (result?.type === 'number' && isInLoop(block))
        mapOperands(op, (value) => (facts.params.has(value) ? unbox(value) : value));
      instructions.push(instruction);
    }
    block.instructions = instructions;
  }
  if (origins.size === 0) return;
  for (const block of blocks) {
    const { terminal } = block;
    // The test of a loop stands in its header, what it is left for behind its body.
    if (terminal.kind === 'if' || terminal.kind === 'return' || terminal.kind === 'throw')
      mapTerminalOperands(terminal, (value) => original(value, block.instructions));
    if (terminal.kind === 'loop') {
      if (terminal.test) terminal.test = original(terminal.test, terminal.header.instructions);
      if (terminal.leave) terminal.leave = original(terminal.leave, chainEnd(terminal.body).instructions);
    }
  }
}
