import { newPhi, newValue } from '../../hir/builder.js';
import { cloneFunction } from '../../hir/cloneHIR.js';
import type {
  Block,
  HIRFunction,
  Instruction,
  KnownFunction,
  LoopTerminal,
  Phi,
  Value,
} from '../../hir/model.js';
import { chainEnd, fallthroughOf, forEachBlock } from '../../hir/visitors.js';
import { effectOf, isNumeric } from '../../hir/effects.js';
import { mayBeObject } from '../shadowKinds.js';
import { mirrorName } from './Mirrors.js';
import { removeUnused } from './removeUnused.js';
import { tangentOfKnownCall, tangentOfUnknownCall } from './tangentOfCall.js';
import { tangentOfLiteral, tangentOfLoad, tangentOfStore, tangentOfTypedArray } from './tangentOfMemory.js';
import { tangentOfScalar, tangentOfSelect } from './tangentOfScalar.js';
import { TangentSweep } from './TangentSweep.js';

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
  new TangentBuilder(fn, known, fileName).run();
  return fn;
}

class TangentBuilder {
  private readonly sweep: TangentSweep;

  constructor(
    private readonly fn: HIRFunction,
    private readonly known: KnownFunction,
    /** Named in messages at run time. */
    private readonly fileName: string,
  ) {
    this.sweep = new TangentSweep(fn);
  }

  run(): void {
    const { fn, sweep } = this;
    const own = new Set<Value>([...fn.params, ...definedValues(fn)]);
    const written = fn.entry.instructions;
    fn.entry.instructions = [];
    sweep.builder.block = fn.entry;
    const params = fn.params.flatMap((param, i) => {
      const isNumber = this.known.paramChannels[i] === 'number';
      const tangent = newValue(mirrorName(param), isNumber ? 'number' : 'unknown');
      sweep.define(param, tangent);
      return [param, tangent];
    });
    for (const param of fn.params) sweep.mirrors.ensure(param, null);
    fn.params = params;
    fn.entry.instructions.push(...written);
    this.chain(fn.entry, fn.entry.instructions.length - written.length);
    this.setResult();
    removeUnused(fn, own);
    sweep.finish();
  }

  /** Writes the tangents of a chain; the first `done` instructions of its first block are already there. */
  private chain(entry: Block, done = 0): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      const instructions = block.instructions.splice(block === entry ? done : 0);
      this.sweep.builder.block = block;
      this.sweep.slots.forget();
      this.joinPhis(block);
      for (const instruction of instructions) this.instruction(instruction);
      const { terminal } = block;
      if (terminal.kind === 'if') {
        this.sweep.mirrors.inArm(() => this.chain(terminal.consequent));
        this.sweep.mirrors.inArm(() => this.chain(terminal.alternate));
      } else if (terminal.kind === 'loop') {
        this.loop(terminal);
      }
    }
  }

  private loop(loop: LoopTerminal): void {
    const { mirrors } = this.sweep;
    mirrors.enterLoop(loop);
    const phis = this.openHeader(loop.header);
    mirrors.inArm(() => {
      this.chain(loop.header);
      this.chain(loop.body);
      this.chain(loop.update);
    });
    for (const [phi, tangent] of phis) {
      const back = phi.operands[1];
      if (back) tangent.operands[1] = this.sweep.companionAtEdge(back);
    }
    mirrors.leaveLoop(loop);
  }

  /** Phis of a loop's header: their operands from the turn before are not there yet. */
  private openHeader(header: Block): Map<Phi, Phi> {
    const phis = new Map<Phi, Phi>();
    for (const phi of [...header.phis]) {
      if (!this.sweep.carries(phi.result)) continue;
      const first = phi.operands[0] ?? null;
      const tangent = this.newTangentPhi(phi, [first && this.sweep.companionAtEdge(first), null]);
      header.phis.push(tangent);
      phis.set(phi, tangent);
    }
    this.sweep.builder.block = header;
    for (const [phi, tangent] of phis) {
      this.sweep.define(phi.result, tangent.result, phi.loc);
      this.sweep.mirrors.expire(phi.result);
    }
    return phis;
  }

  /** Phis at the end of an `if` or a loop; those of a header have been done. */
  private joinPhis(block: Block): void {
    const { sweep } = this;
    const given = [...block.phis];
    for (const phi of given) {
      const { result, operands } = phi;
      if (!sweep.carries(result) || this.hasTangent(result)) continue;
      if (!operands.some((operand) => operand && this.hasTangent(operand))) continue;
      const tangents = operands.map((operand) => operand && sweep.companionAtEdge(operand));
      const tangent = this.newTangentPhi(phi, tangents);
      block.phis.push(tangent);
      sweep.define(result, tangent.result, phi.loc);
      sweep.mirrors.expire(result);
    }
    for (const phi of given) if (mayBeObject(phi.result)) sweep.mirrors.ensure(phi.result, phi.loc);
  }

  private hasTangent(value: Value): boolean {
    return (isNumeric(value.type) ? this.sweep.number(value) : this.sweep.mirrors.known(value)) !== null;
  }

  private newTangentPhi(phi: Phi, operands: (Value | null)[]): Phi {
    const type = isNumeric(phi.result.type) ? 'number' : 'unknown';
    return newPhi(newValue(mirrorName(phi.result), type), operands, phi.loc);
  }

  private instruction(instruction: Instruction): void {
    const { sweep } = this;
    const { op, result, loc } = instruction;
    if (effectOf(op) === 'effect') sweep.slots.forget();
    if (op.kind === 'callKnown') return tangentOfKnownCall(sweep, instruction, op.target, op.args);
    if (op.kind === 'callUnknown' || op.kind === 'construct')
      return tangentOfUnknownCall(sweep, instruction, this.fileName);
    if (op.kind === 'closure') {
      op.companions = op.captures.map((capture) => sweep.slot(capture, loc));
    }
    sweep.builder.block.instructions.push(instruction);
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
        return this.loadOuter(instruction);
      case 'helper':
        return this.helper(instruction);
      default:
        return;
    }
  }

  /** An object of the module or of an enclosing function has a mirror if this sweep met it before. */
  private loadOuter({ result, loc }: Instruction): void {
    const { sweep } = this;
    if (!result || !mayBeObject(result)) return;
    const keys = sweep.accessed.get(result);
    const names = [...(keys ?? [])].map((key) => sweep.emit({ kind: 'constant', value: key }, loc, 'string'));
    const mirror = sweep.emit(
      {
        kind: 'helper',
        name: keys ? 'outer_' : 'mirrorOf',
        tape: true,
        pure: true,
        args: [result, ...names],
      },
      loc,
      'unknown',
    );
    sweep.define(result, mirror, loc);
    sweep.mirrors.ensure(result, loc);
  }

  private helper({ op, result, loc }: Instruction): void {
    const { sweep } = this;
    if (op.kind !== 'helper' || !result || op.name !== 'expectIterableArray') return;
    const mirror = op.args[0] && sweep.companion(op.args[0], loc);
    if (!mirror) return;
    sweep.define(result, mirror, loc);
    sweep.mirrors.ensure(result, loc);
  }

  private setResult(): void {
    const { sweep } = this;
    const end = chainEnd(this.fn.entry);
    if (end.terminal.kind !== 'return') return;
    sweep.builder.block = end;
    const { value, loc } = end.terminal;
    const tangent = value && sweep.companion(value, loc);
    const none = this.known.resultChannel === 'number' ? sweep.zero() : sweep.absent();
    sweep.builder.effect({ kind: 'setTapeField', field: 'ret_', value: tangent ?? none }, loc);
  }
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
