import { newValue } from '../../hir/builder.js';
import { cloneFunction } from '../../hir/cloneHIR.js';
import type { HIRFunction, Instruction, KnownFunction, Value } from '../../hir/model.js';
import { chainEnd, forEachBlock, mapAllOperands } from '../../hir/visitors.js';
import { addShadows, type ShadowPlan } from './addShadows.js';
import { planSnapshots } from './planSnapshots.js';
import { Sweep } from './Sweep.js';

export interface Adjoint {
  readonly forward: HIRFunction;
  readonly reverse: HIRFunction;
}

/**
 * Splits a function into a forward companion, which computes the value and pushes what the reverse needs, and a reverse
 * companion, which takes the cotangent of the result to those of the parameters.
 *
 * Needs: SSA in closed form, channels, types, activity, stores.
 * Gives: `forward` in SSA form; `reverse` with locals for the cotangents (to be taken through `enterSSA`).
 *
 * Method: the reverse sweep mirrors the structure of the forward sweep. What it reads of the forward sweep is asked of the
 * stretch of code where it is asked for: recomputed, or pushed at the end of that stretch and popped where its reverse begins.
 * Reference: Griewank & Walther, Evaluating Derivatives, 2nd ed. 2008, ch. 3–4 and 12.
 */
export function buildAdjoint(known: KnownFunction, fileName: string): Adjoint {
  const forward: HIRFunction = { ...cloneFunction(known.hir).fn, role: 'forward' };
  const primalParams = [...forward.params];
  const reads = planSnapshots(forward, known.stable);
  const shadows = addShadows(forward, known, fileName);
  const sweep = new Sweep(forward, shadows, reads);
  const { builder, cotangents } = sweep;
  const entry = builder.block;

  const cotangent = newValue('d', 'number');
  for (const param of primalParams) cotangents.zero(param);
  sweep.zeroDefinitions(forward.entry);
  const end = chainEnd(forward.entry);
  if (end.terminal.kind === 'return' && end.terminal.value) cotangents.add(end.terminal.value, cotangent);
  if (end.terminal.kind === 'return') sweep.reverseChain(forward.entry);
  returnCotangents(sweep, known, primalParams);
  setResultShadow(forward, shadows);

  const reverse: HIRFunction = {
    name: known.reverseName,
    role: 'reverse',
    params: [cotangent],
    entry,
    loc: known.hir.loc,
  };
  const replaced = sweep.economise();
  replacePlaceholders(reverse, sweep.sites.materialize());
  if (replaced.size > 0) mapAllOperands(reverse, (value) => finalName(value, replaced));
  return { forward: { ...forward, name: known.forwardName }, reverse };
}

function finalName(value: Value, replaced: ReadonlyMap<Value, Value>): Value {
  let name = value;
  for (let next = replaced.get(name); next; next = replaced.get(name)) name = next;
  return name;
}

/** The first parameter's cotangent is returned, those of the others go to registers by position. */
function returnCotangents(
  { builder, cotangents }: Sweep,
  known: KnownFunction,
  params: readonly Value[],
): void {
  const read = (param: Value): Value =>
    cotangents.has(param) ? cotangents.read(param) : builder.constant(0);
  let first: Value | null = null;
  params.forEach((param, i) => {
    if (known.paramChannels[i] === 'reference') return;
    if (i === 0) first = read(param);
    else builder.effect({ kind: 'writeRegister', index: i, value: read(param) });
  });
  builder.block.terminal = { kind: 'return', value: first, loc: null };
}

function setResultShadow(forward: HIRFunction, { ofResult }: ShadowPlan): void {
  const end = chainEnd(forward.entry);
  if (ofResult && end.terminal.kind === 'return') {
    end.instructions.push({
      result: null,
      op: { kind: 'setTapeField', field: 'ret', value: ofResult },
      loc: null,
    });
  }
}

function replacePlaceholders(reverse: HIRFunction, pops: ReadonlyMap<Instruction, Instruction[]>): void {
  forEachBlock(reverse.entry, (block) => {
    if (!block.instructions.some((instruction) => pops.has(instruction))) return;
    block.instructions = block.instructions.flatMap((instruction) => pops.get(instruction) ?? [instruction]);
  });
}
