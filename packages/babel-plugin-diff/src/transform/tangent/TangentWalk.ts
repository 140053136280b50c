import { newPhi, newValue } from '../../hir/builder.js';
import { isNumeric } from '../../hir/effects.js';
import type { Block, Instruction, LoopTerminal, Phi, Value } from '../../hir/model.js';
import { fallthroughOf } from '../../hir/visitors.js';
import { mayBeObject } from '../shadowKinds.js';
import type { TangentSweep } from './TangentSweep.js';

/** Walks a function in program order, has what stands beside each instruction written, and gives every phi a phi of tangents. */
export class TangentWalk {
  /**
   * @param sweeps  one for each lane, with one builder
   * @param instruction  writes an instruction and what stands beside it, at the builder
   */
  constructor(
    private readonly sweeps: readonly TangentSweep[],
    private readonly instruction: (instruction: Instruction) => void,
  ) {}

  /** Writes the tangents of a chain; the first `done` instructions of its first block are already there. */
  chain(entry: Block, done = 0): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      const instructions = block.instructions.splice(block === entry ? done : 0);
      this.sweeps[0]!.builder.block = block;
      const given = [...block.phis];
      for (const sweep of this.sweeps) {
        sweep.slots.forget();
        this.joinPhis(sweep, block, given);
      }
      for (const instruction of instructions) this.instruction(instruction);
      const { terminal } = block;
      if (terminal.kind === 'if') {
        this.inArm(() => {
          this.chain(terminal.consequent);
        });
        this.inArm(() => {
          this.chain(terminal.alternate);
        });
      } else if (terminal.kind === 'loop') {
        this.loop(terminal);
      }
    }
  }

  /** Runs `write` for an arm, of all lanes. */
  private inArm(write: () => void): void {
    const nested = this.sweeps.reduce<() => void>(
      (inner, { mirrors }) =>
        () => {
          mirrors.inArm(inner);
        },
      write,
    );
    nested();
  }

  private loop(loop: LoopTerminal): void {
    const { sweeps } = this;
    for (const sweep of sweeps) sweep.mirrors.enterLoop(loop);
    const given = [...loop.header.phis];
    const phis = sweeps.map((sweep) => this.openHeader(sweep, loop.header, given));
    this.inArm(() => {
      this.chain(loop.header);
      this.chain(loop.body);
      this.chain(loop.update);
    });
    sweeps.forEach((sweep, i) => {
      for (const [phi, tangent] of phis[i]!) {
        const back = phi.operands[1];
        if (back) tangent.operands[1] = sweep.companionAtEdge(back);
      }
    });
    for (const sweep of sweeps) sweep.mirrors.leaveLoop(loop);
  }

  /** Phis of a loop's header: their operands from the turn before are not there yet. */
  private openHeader(sweep: TangentSweep, header: Block, given: readonly Phi[]): Map<Phi, Phi> {
    const phis = new Map<Phi, Phi>();
    for (const phi of given) {
      if (!sweep.carries(phi.result)) continue;
      const first = phi.operands[0] ?? null;
      const tangent = this.newTangentPhi(sweep, phi, [first && sweep.companionAtEdge(first), null]);
      header.phis.push(tangent);
      phis.set(phi, tangent);
    }
    this.sweeps[0]!.builder.block = header;
    for (const [phi, tangent] of phis) definePhi(sweep, phi, tangent.result);
    return phis;
  }

  /** Phis at the end of an `if` or a loop; those of a header have been done. */
  private joinPhis(sweep: TangentSweep, block: Block, given: readonly Phi[]): void {
    for (const phi of given) {
      const { result, operands } = phi;
      if (!sweep.carries(result) || sweep.hasTangent(result)) continue;
      if (!operands.some((operand) => operand && sweep.hasTangent(operand))) continue;
      const tangents = operands.map((operand) => operand && sweep.companionAtEdge(operand));
      const tangent = this.newTangentPhi(sweep, phi, tangents);
      block.phis.push(tangent);
      definePhi(sweep, phi, tangent.result);
    }
    for (const phi of given) if (mayBeObject(phi.result)) sweep.mirrors.ensure(phi.result, phi.loc);
  }

  private newTangentPhi(sweep: TangentSweep, phi: Phi, operands: (Value | null)[]): Phi {
    const type = isNumeric(phi.result.type) ? 'number' : 'unknown';
    return newPhi(newValue(sweep.lane.mirrorName(phi.result), type), operands, phi.loc);
  }
}

function definePhi(sweep: TangentSweep, { result, loc }: Phi, tangent: Value): void {
  if (result.isShadow) {
    sweep.definePlain(result, tangent, loc);
    return;
  }
  sweep.define(result, tangent, loc);
  sweep.mirrors.expire(result);
}
