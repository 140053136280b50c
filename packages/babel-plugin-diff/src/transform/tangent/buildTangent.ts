import { Builder, newValue } from '../../hir/builder.js';
import { cloneFunction } from '../../hir/cloneHIR.js';
import type { HIRFunction, Instruction, KnownFunction, Value } from '../../hir/model.js';
import { chainEnd, forEachBlock } from '../../hir/visitors.js';
import { effectOf } from '../../hir/effects.js';
import { mayBeObject } from '../shadowKinds.js';
import { Lane, LANES } from './Lane.js';
import { removeUnused } from './removeUnused.js';
import { tangentOfKnownCall, tangentOfUnknownCall } from './tangentOfCall.js';
import { tangentOfLiteral, tangentOfLoad, tangentOfStore, tangentOfTypedArray } from './tangentOfMemory.js';
import { tangentOfScalar, tangentOfSelect } from './tangentOfScalar.js';
import { TangentSweep } from './TangentSweep.js';
import { TangentWalk } from './TangentWalk.js';

/**
 * Builds the tangent companion: the function's own computation, and beside each number its tangent, beside each object its mirror.
 *
 * Needs: SSA, channels, types, activity, stores.   Gives: SSA; parameters are `x, x_, y, y_, …`, the tangent of the result is
 * left in the tape's `ret_`.
 *
 * Method: one walk in program order; every phi gets a phi of tangents. Tangents that are zero for certain make no code.
 * Reference: Griewank & Walther, Evaluating Derivatives, 2nd ed. 2008, ch. 3.1.
 */
export function buildTangent(known: KnownFunction, fileName: string): HIRFunction {
  const fn: HIRFunction = { ...cloneFunction(known.hir).fn, name: known.tangentName, role: 'tangent' };
  new TangentBuilder(fn, known, fileName, [new Lane()]).run();
  return fn;
}

/**
 * Builds the lanes companion: the same with several tangents beside each number and as many mirrors beside each object.
 *
 * Needs: as `buildTangent`; functions of the file are all that is called.   Gives: SSA; parameters are `x, x_0, x_1, …, y, y_0, …`. Tangents
 * of a result that is a number are left in the registers, else lane i leaves one in the `ret_` of its own tape.
 */
export function buildLanes(known: KnownFunction, fileName: string): HIRFunction {
  const fn: HIRFunction = { ...cloneFunction(known.hir).fn, name: known.lanesName, role: 'lanes' };
  const lanes = Array.from({ length: LANES }, (_, number) => new Lane(number));
  new TangentBuilder(fn, known, fileName, lanes).run();
  return fn;
}

class TangentBuilder {
  private readonly builder = new Builder();
  private readonly sweeps: readonly TangentSweep[];

  constructor(
    private readonly fn: HIRFunction,
    private readonly known: KnownFunction,
    /** Named in messages at run time. */
    private readonly fileName: string,
    lanes: readonly Lane[],
  ) {
    this.sweeps = lanes.map((lane) => new TangentSweep(fn, this.builder, lane));
  }

  run(): void {
    const { fn, sweeps } = this;
    const own = new Set<Value>([...fn.params, ...definedValues(fn)]);
    const written = fn.entry.instructions;
    fn.entry.instructions = [];
    this.builder.block = fn.entry;
    const params = fn.params.flatMap((param, i) => {
      const isNumber = this.known.paramChannels[i] === 'number';
      const tangents = sweeps.map((sweep) => {
        const tangent = newValue(sweep.lane.mirrorName(param), isNumber ? 'number' : 'unknown');
        sweep.define(param, tangent);
        return tangent;
      });
      return [param, ...tangents];
    });
    for (const param of fn.params) for (const sweep of sweeps) sweep.mirrors.ensure(param, null);
    fn.params = params;
    fn.entry.instructions.push(...written);
    const walk = new TangentWalk(sweeps, (instruction) => {
      this.instruction(instruction);
    });
    walk.chain(fn.entry, fn.entry.instructions.length - written.length);
    this.setResult();
    removeUnused(fn, own);
    for (const sweep of sweeps) sweep.finish();
  }

  private instruction(instruction: Instruction): void {
    const { sweeps } = this;
    const [first] = sweeps as [TangentSweep];
    const { op, loc } = instruction;
    if (effectOf(op) === 'effect') for (const sweep of sweeps) sweep.slots.forget();
    if (op.kind === 'callKnown') {
      tangentOfKnownCall(sweeps, instruction, op.target, op.args);
      return;
    }
    if (op.kind === 'callUnknown' || op.kind === 'construct') {
      tangentOfUnknownCall(first, instruction, this.fileName);
      return;
    }
    if (op.kind === 'closure') {
      op.companions = op.captures.map((capture) => first.slot(capture, loc));
    }
    this.builder.block.instructions.push(instruction);
    for (const sweep of sweeps) this.tangentOf(sweep, instruction);
  }

  /** Writes what stands beside an instruction in one lane. */
  private tangentOf(sweep: TangentSweep, instruction: Instruction): void {
    const { op, result, loc } = instruction;
    switch (op.kind) {
      case 'unary':
      case 'binary':
      case 'math':
        if (result && sweep.carries(result))
          sweep.define(result, tangentOfScalar(sweep, op, result, loc), loc);
        return;
      case 'select':
        if (result && sweep.carries(result)) sweep.define(result, tangentOfSelect(sweep, op, loc), loc);
        return;
      case 'loadField':
      case 'loadIndex':
        return tangentOfLoad(sweep, op, result!, loc);
      case 'storeField':
      case 'storeIndex':
        return tangentOfStore(sweep, op, loc);
      case 'newArray':
      case 'newObject':
        return tangentOfLiteral(sweep, op, result!, loc);
      case 'newTyped':
        return tangentOfTypedArray(sweep, op, result!, loc);
      case 'loadOuter':
        return tangentOfOuter(sweep, instruction);
      case 'helper':
        return tangentOfChecked(sweep, instruction);
      default:
        return;
    }
  }

  private setResult(): void {
    const end = chainEnd(this.fn.entry);
    if (end.terminal.kind !== 'return') return;
    this.builder.block = end;
    const { value, loc } = end.terminal;
    const isNumber = this.known.resultChannel === 'number';
    for (const sweep of this.sweeps) {
      const { number, ofTape } = sweep.lane;
      const tangent = value && sweep.companion(value, loc);
      const result = tangent ?? (isNumber ? sweep.zero() : sweep.absent());
      this.builder.effect(
        isNumber && number !== undefined
          ? { kind: 'writeRegister', index: number, value: result }
          : { kind: 'setTapeField', field: 'ret_', value: result, ...ofTape },
        loc,
      );
    }
  }
}

/** An object of the module or of an enclosing function has a mirror if this sweep met it before. */
export function tangentOfOuter(sweep: TangentSweep, { result, loc }: Instruction): void {
  if (!result || !mayBeObject(result)) return;
  const keys = sweep.lane.isFirst ? sweep.accessed.get(result) : undefined;
  const names = [...(keys ?? [])].map((key) => sweep.emit({ kind: 'constant', value: key }, loc, 'string'));
  const mirror = sweep.emit(
    {
      kind: 'helper',
      name: keys ? 'outer_' : 'mirrorOf',
      tape: true,
      pure: true,
      args: [result, ...names],
      ...sweep.lane.ofTape,
    },
    loc,
    'unknown',
  );
  sweep.define(result, mirror, loc);
  sweep.mirrors.ensure(result, loc);
}

/** A value that has been looked at, and is the same. */
export function tangentOfChecked(sweep: TangentSweep, { op, result, loc }: Instruction): void {
  if (op.kind !== 'helper' || !result || op.name !== 'expectIterableArray') return;
  const mirror = op.args[0] && sweep.companion(op.args[0], loc);
  if (!mirror) return;
  sweep.define(result, mirror, loc);
  sweep.mirrors.ensure(result, loc);
}

/** Everything that the function itself defines. */
function definedValues(fn: HIRFunction): Value[] {
  const values: Value[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) values.push(phi.result);
    for (const { result } of block.instructions) if (result) values.push(result);
  });
  return values;
}
