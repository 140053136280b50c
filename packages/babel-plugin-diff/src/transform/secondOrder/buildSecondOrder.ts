import { Builder, valueLike, newValue } from '../../hir/builder.js';
import { cloneFunction } from '../../hir/cloneHIR.js';
import { effectOf, isNumeric } from '../../hir/effects.js';
import type { HIRFunction, Instruction, KnownFunction, Value } from '../../hir/model.js';
import { chainEnd, forEachBlock } from '../../hir/visitors.js';
import type { Adjoint } from '../adjoint/buildAdjoint.js';
import { Lane } from '../tangent/Lane.js';
import { removeUnused } from '../tangent/removeUnused.js';
import { TangentSweep } from '../tangent/TangentSweep.js';
import { TangentWalk } from '../tangent/TangentWalk.js';
import { findVaried } from './findVaried.js';
import { tangentOfForward } from './tangentOfForward.js';
import { tangentOfReverse } from './tangentOfReverse.js';

/**
 * Builds the tangents of the forward and the reverse companion: both sweeps with a tangent beside each number, a mirror beside each object
 * and a second shadow, of tangents of cotangents, beside each shadow. One run of both gives a Hessian-vector product.
 *
 * Needs: both companions in SSA form, as `buildAdjoint` made them (shadows marked, what comes from the tape active or not).
 * Gives: SSA; the forward one has the parameters `x, x_, x$, x$_, …`, the reverse one `d, d_`. The companions given stay as they are.
 *
 * Method: one walk in program order over each, as for the tangent companion. What is pushed has its tangent at the same place of the tangent
 * tape, which is lane 1 of the tape and knows the second shadows; places, counts and branches have none. Only the reverse has numbers whose
 * tangents are not those of the user's own, so there it is found first which vary.
 * Reference: Griewank & Walther, Evaluating Derivatives, 2nd ed. 2008, ch. 5 (second-order adjoints by forward over reverse).
 */
export function buildSecondOrder({ forward, reverse }: Adjoint, known: KnownFunction): Adjoint {
  return { forward: forwardTangent(forward, known), reverse: reverseTangent(reverse, known) };
}

function forwardTangent(forward: HIRFunction, known: KnownFunction): HIRFunction {
  const fn: HIRFunction = {
    ...cloneFunction(forward).fn,
    name: known.forwardTangentName,
    role: 'forwardTangent',
  };
  const sweep = new TangentSweep(fn, new Builder(), new Lane());
  const own = ownValues(fn);
  write(fn, sweep, (instruction) => {
    tangentOfForward(sweep, instruction);
  });
  const end = chainEnd(fn.entry);
  if (end.terminal.kind === 'return') {
    sweep.builder.block = end;
    const { value, loc } = end.terminal;
    const isNumber = known.resultChannel === 'number';
    const tangent = (value && sweep.companion(value, loc)) ?? (isNumber ? sweep.zero() : sweep.absent());
    sweep.builder.effect({ kind: 'setTapeField', field: 'ret_', value: tangent }, loc);
  }
  removeUnused(fn, own);
  sweep.finish();
  return fn;
}

function reverseTangent(reverse: HIRFunction, known: KnownFunction): HIRFunction {
  const fn: HIRFunction = {
    ...cloneFunction(reverse).fn,
    name: known.reverseTangentName,
    role: 'reverseTangent',
  };
  const varied = findVaried(fn);
  // Phis of cotangents have no type yet.
  for (const value of varied) value.type = 'number';
  const sweep = new TangentSweep(fn, new Builder(), new Lane(), varied);
  const own = ownValues(fn);
  write(fn, sweep, (instruction) => {
    tangentOfReverse(sweep, instruction);
  });
  const end = chainEnd(fn.entry);
  if (end.terminal.kind === 'return' && end.terminal.value) {
    sweep.builder.block = end;
    const value = sweep.numberOrZero(end.terminal.value);
    sweep.builder.effect({ kind: 'writeRegister', index: 0, value, lane: 1 });
  }
  removeUnused(fn, own);
  sweep.finish();
  return fn;
}

/** Writes what stands beside the parameters and all instructions of a function. */
function write(fn: HIRFunction, sweep: TangentSweep, instruction: (each: Instruction) => void): void {
  const written = fn.entry.instructions;
  fn.entry.instructions = [];
  sweep.builder.block = fn.entry;
  const params = fn.params.flatMap((param) => {
    const tangent = param.isShadow ? valueLike(param) : newValue(null, param.type);
    tangent.name = sweep.lane.mirrorName(param);
    if (param.isShadow) sweep.definePlain(param, tangent);
    else if (isNumeric(param.type)) sweep.define(param, tangent);
    else {
      tangent.type = 'unknown';
      sweep.define(param, tangent);
    }
    return [param, tangent];
  });
  for (const param of fn.params) if (!param.isShadow) sweep.mirrors.ensure(param, null);
  fn.params = params;
  fn.entry.instructions.push(...written);
  const walk = new TangentWalk([sweep], (each) => {
    if (effectOf(each.op) === 'effect') sweep.slots.forget();
    instruction(each);
  });
  walk.chain(fn.entry, fn.entry.instructions.length - written.length);
}

function ownValues(fn: HIRFunction): Set<Value> {
  const own = new Set<Value>(fn.params);
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) own.add(phi.result);
    for (const { result } of block.instructions) if (result) own.add(result);
  });
  return own;
}
