import { countedLoop, inductionOf, loopInduction, type Induction } from '../../analysis/countedLoop.js';
import { newBlock, newLabel, newPhi, newValue, newVariable } from '../../hir/builder.js';
import type { Block, Instruction, LoopTerminal, Phi, Value, Variable } from '../../hir/model.js';
import { isNumeric } from '../../hir/effects.js';
import { chainEnd } from '../../hir/visitors.js';
import { possibleConstants } from './reverseIf.js';
import type { Sweep } from './Sweep.js';

/** How the loop was left: nothing to know, or a code that is 0 when the test failed. */
interface Exit {
  /** The exit code at the end of the body in the forward sweep, when the loop has one. */
  readonly atEndOfBody: Value | null;
  /** In the reverse sweep: the code in the turn that is reversed first, 0 in all others. */
  readonly variable: Variable;
  /** Every way out is in the middle of a turn. */
  readonly always: boolean;
}

/**
 * Reverse of a loop: a loop that counts back over the turns, update first, then body. If the loop can be left from the middle,
 * the first turn that is reversed is the one that was left, guided by the exit code.
 */
export function reverseLoop(sweep: Sweep, before: Block, loop: LoopTerminal): void {
  const { builder, cotangents, values } = sweep;
  const region = sweep.regions.ofBlock.get(loop.body)!;
  const active = loop.header.phis.filter((phi) => cotangents.has(phi.result));
  const carries = activeExits(sweep, loop);
  const induction = loopInduction(loop, (value) => values.definitionOf(value));
  const exit = loop.leave ? openExit(sweep, before, loop) : null;

  // The body is built first: if it does nothing there is nothing to reverse but the way in.
  const counter = newVariable(induction?.phi.result.name ?? 'turns');
  const body = sweep.detached(() => {
    values.enter(region);
    if (induction) {
      values.provide(
        induction.phi.result,
        builder.value({ kind: 'loadLocal', variable: counter }, null, 'int'),
      );
      deriveOthers(sweep, before, loop, induction);
    }
    if (exit) readExit(sweep, exit);
    sweep.zeroDefinitions(loop.body);
    sweep.zeroDefinitions(loop.update);
    for (const { result } of loop.header.instructions) if (result) cotangents.zero(result);
    passBack(sweep, active);
    for (const carry of carries) receiveCarry(sweep, carry);
    reverseUpdate(sweep, loop, exit);
    sweep.reverseChain(loop.body);
    values.leave();
  });
  const completes = chainEnd(loop.body).terminal.kind === 'end';
  const trivial = !completes || (active.length === 0 && sweep.isTrivial(body));

  for (const phi of active) cotangents.zero(phi.result);
  if (!trivial && exit) demandCode(sweep, before, loop, exit);
  for (const carry of carries) sendCarry(sweep, carry, exit);
  if (!trivial) countBack(sweep, before, loop, body, counter, induction, exit);
  for (const phi of active) {
    const entry = phi.operands[0];
    if (entry && cotangents.has(entry)) cotangents.add(entry, cotangents.read(phi.result));
  }
}

/** Cotangents of the header's phis go to the values of the turn before. */
function passBack({ cotangents, builder }: Sweep, active: readonly Phi[]): void {
  const passed = active.map((phi) => cotangents.read(phi.result));
  for (const phi of active) {
    builder.effect({ kind: 'storeLocal', variable: cotangents.of(phi.result), value: builder.constant(0) });
  }
  active.forEach((phi, i) => {
    const back = phi.operands[1];
    if (back) cotangents.add(back, passed[i]!);
  });
}

/** Nothing of the update ran in a turn that was left. */
function reverseUpdate(sweep: Sweep, loop: LoopTerminal, exit: Exit | null): void {
  if (!exit) {
    sweep.reverseChain(loop.update);
    return;
  }
  const { builder, values } = sweep;
  const update = sweep.detached(() => {
    values.enter(sweep.regions.ofBlock.get(loop.update)!);
    sweep.reverseChain(loop.update);
    values.leave();
  });
  if (sweep.isTrivial(update)) return;
  const code = values.find(exit.atEndOfBody!)!;
  const test = builder.value(
    { kind: 'binary', operator: '===', left: code, right: builder.constant(0) },
    null,
    'boolean',
  );
  const fallthrough = newBlock();
  builder.continueAt(
    { kind: 'if', test, consequent: update, alternate: newBlock(), fallthrough, loc: loop.loc },
    fallthrough,
  );
}

/** What moves by a constant in each turn need not be taped: it is as far from its start as the counter is from its own. */
function deriveOthers(sweep: Sweep, before: Block, loop: LoopTerminal, counter: Induction): void {
  const { builder, values } = sweep;
  const binary = (operator: '+' | '-' | '*', left: Value, right: Value): Value =>
    builder.value({ kind: 'binary', operator, left, right }, null, 'int');
  const times = (value: Value, factor: number): Value =>
    factor === 1 ? value : binary('*', value, builder.constant(factor));
  for (const phi of loop.header.phis) {
    if (phi === counter.phi) continue;
    const other = inductionOf(phi, (value) => values.definitionOf(value), sweep.keys);
    const factor = other ? other.step / counter.step : NaN;
    if (!other || !Number.isInteger(factor)) continue;
    let isChecked = other.start.type === 'int';
    values.derive(phi.result, () => {
      if (!isChecked) before.instructions.push(wholeKeyCheck(other.start));
      isChecked = true;
      const start = values.demand(other.start);
      const definition = values.definitionOf(counter.start)?.op;
      const isZero = definition?.kind === 'constant' && definition.value === 0;
      const base = isZero ? start : binary('-', start, times(values.demand(counter.start), factor));
      return binary('+', base, times(values.demand(counter.phi.result), factor));
    });
  }
}

/** Sums of integers are the same in any order; a key that begins elsewhere would be another one. */
function wholeKeyCheck(start: Value): Instruction {
  return {
    result: null,
    op: { kind: 'helper', name: 'expectWholeKey', tape: false, pure: false, args: [start] },
    loc: null,
  };
}

// --- exits -----------------------------------------------------------------------------------------------------------------

function openExit(sweep: Sweep, before: Block, loop: LoopTerminal): Exit {
  const leave = loop.leave!;
  const definition = sweep.values.definitionOf(leave);
  const variable = newVariable('exit');
  const always = loop.test === null;
  if (definition?.op.kind === 'binary' && definition.op.operator === '!==') {
    return { atEndOfBody: definition.op.left, variable, always };
  }
  // The leave value is a constant: the body is left at its end whenever it is reached.
  return { atEndOfBody: addConstant(sweep, before, 1), variable, always };
}

/** At the start of a reversed turn: the code, and 0 for the turns to come. */
function readExit({ builder, values }: Sweep, exit: Exit): void {
  const code = builder.value({ kind: 'loadLocal', variable: exit.variable }, null, 'int', 'exit');
  builder.effect({ kind: 'storeLocal', variable: exit.variable, value: builder.constant(0) });
  values.provide(exit.atEndOfBody!, code);
}

/** Before the reversed loop: how it was left, from the tape. */
function demandCode(sweep: Sweep, before: Block, loop: LoopTerminal, exit: Exit): void {
  const only = exit.always ? onlyCode(sweep, exit.atEndOfBody!) : null;
  if (only !== null) {
    const value = sweep.builder.constant(only);
    sweep.builder.effect({ kind: 'storeLocal', variable: exit.variable, value });
    return;
  }
  const phis = loop.fallthrough.phis;
  let phi = phis.find(({ operands }) => operands[1] === exit.atEndOfBody);
  if (!phi) {
    const failed = loop.test ? addConstant(sweep, before, 0) : null;
    phi = newPhi(newValue('exit', 'int'), [failed, exit.atEndOfBody]);
    phis.push(phi);
    sweep.regions.ofValue.set(phi.result, sweep.regions.ofBlock.get(loop.fallthrough)!);
  }
  const { builder, values } = sweep;
  const value = values.find(phi.result) ?? values.popHere(phi.result);
  builder.effect({ kind: 'storeLocal', variable: exit.variable, value });
}

/** The code with which a loop without a test is always left, if there is just one. */
function onlyCode(sweep: Sweep, code: Value): number | null {
  const constants = possibleConstants(sweep, code);
  constants?.delete(0);
  if (constants?.size !== 1) return null;
  const [only] = constants;
  return typeof only === 'number' ? only : null;
}

// --- cotangents that leave the loop ------------------------------------------------------------------------------------------

interface Carry {
  readonly phi: Phi;
  /** The header phi that takes the cotangent whichever way the loop was left, if one through which derivative flows does, or null. */
  readonly merged: Value | null;
  /** Else: holds it until the turn that was left is reversed. */
  readonly variable: Variable;
}

function activeExits(sweep: Sweep, loop: LoopTerminal): Carry[] {
  return loop.fallthrough.phis
    .filter((phi) => sweep.cotangents.has(phi.result))
    .map((phi) => {
      const [atTest, atLeave] = phi.operands;
      const header = loop.header.phis.find(
        (candidate) =>
          sweep.cotangents.has(candidate.result) &&
          (!atTest || candidate.result === atTest) &&
          (!atLeave || candidate.operands[1] === atLeave),
      );
      const merged = header && (atTest || atLeave) ? header.result : null;
      return { phi, merged, variable: newVariable('carried') };
    });
}

function sendCarry({ builder, cotangents }: Sweep, carry: Carry, exit: Exit | null): void {
  const { phi, merged } = carry;
  const cotangent = cotangents.read(phi.result);
  if (merged) {
    cotangents.add(merged, cotangent);
    return;
  }
  const [atTest, atLeave] = phi.operands;
  if (!exit || exit.always) {
    const target = atLeave ?? atTest;
    if (atLeave) builder.effect({ kind: 'storeLocal', variable: carry.variable, value: cotangent });
    else if (target) cotangents.add(target, cotangent);
    return;
  }
  const code = builder.value({ kind: 'loadLocal', variable: exit.variable }, null, 'int', 'exit');
  const byTest = builder.value(
    { kind: 'binary', operator: '===', left: code, right: builder.constant(0) },
    null,
    'boolean',
  );
  const zero = builder.constant(0);
  const left = builder.value(
    { kind: 'select', test: byTest, whenTrue: zero, whenFalse: cotangent },
    null,
    'number',
  );
  const failed = builder.value(
    { kind: 'select', test: byTest, whenTrue: cotangent, whenFalse: zero },
    null,
    'number',
  );
  builder.effect({ kind: 'storeLocal', variable: carry.variable, value: left });
  if (atTest) cotangents.add(atTest, failed);
}

/** In the turn that was left, the end of its body receives what came from after the loop. */
function receiveCarry({ builder, cotangents }: Sweep, carry: Carry): void {
  const atLeave = carry.phi.operands[1];
  if (carry.merged || !atLeave) return;
  const cotangent = builder.value({ kind: 'loadLocal', variable: carry.variable }, null, 'number', 'carried');
  cotangents.add(atLeave, cotangent);
  builder.effect({ kind: 'storeLocal', variable: carry.variable, value: builder.constant(0) });
}

// --- counting back -------------------------------------------------------------------------------------------------------------

function countBack(
  sweep: Sweep,
  before: Block,
  loop: LoopTerminal,
  body: Block,
  counter: Variable,
  found: Induction | null,
  exit: Exit | null,
): void {
  const { builder, values } = sweep;
  const induction = found ?? addCounter(sweep, before, loop);
  const { step } = induction;
  const start = (exit ? null : startFromBound(sweep, loop)) ?? startFromFinal(sweep, loop, induction, exit);
  builder.effect({ kind: 'storeLocal', variable: counter, value: start });
  const stop = values.demand(induction.phi.operands[0]!);

  const header = newBlock();
  const update = newBlock();
  const fallthrough = newBlock();
  builder.continueAt({ kind: 'end' }, builder.block);
  const owner = builder.block;
  builder.block = header;
  const now = builder.value({ kind: 'loadLocal', variable: counter }, null, 'int');
  const test = builder.value(
    { kind: 'binary', operator: step > 0 ? '>=' : '<=', left: now, right: stop },
    null,
    'boolean',
  );
  builder.block = update;
  const last = builder.value({ kind: 'loadLocal', variable: counter }, null, 'int');
  const next = builder.value(
    { kind: 'binary', operator: step > 0 ? '-' : '+', left: last, right: builder.constant(Math.abs(step)) },
    null,
    'int',
  );
  builder.effect({ kind: 'storeLocal', variable: counter, value: next });
  owner.terminal = {
    kind: 'loop',
    form: 'for',
    label: newLabel(),
    header,
    test,
    body,
    leave: null,
    update,
    fallthrough,
    loc: loop.loc,
  };
  builder.block = fallthrough;
}

/** The last turn's index from the bound of the test: nothing is pushed for the loop. */
function startFromBound(sweep: Sweep, loop: LoopTerminal): Value | null {
  const { builder, values } = sweep;
  const counted = countedLoop(loop, (value) => values.definitionOf(value));
  if (!counted || Math.abs(counted.step) !== 1 || !isNumeric(counted.bound.type)) return null;
  const { bound, inclusive, step } = counted;
  const region = sweep.regions.ofBlock.get(loop.body)!;
  const isConstant = values.definitionOf(bound)?.op.kind === 'constant';
  if (!isConstant && values.regionOf(bound) === region) return null;
  const known = values.demand(bound);
  // The first integer past the bound, or the last one within it.
  const name = step > 0 === inclusive ? 'floor' : 'ceil';
  const rounded =
    known.type === 'int' ? known : builder.value({ kind: 'math', name, args: [known] }, null, 'number');
  if (inclusive) return rounded;
  const operator = step > 0 ? '-' : '+';
  return builder.value({ kind: 'binary', operator, left: rounded, right: builder.constant(1) }, null, 'int');
}

/** The last turn's index from the final value of the induction variable, pushed once after the loop. */
function startFromFinal(
  sweep: Sweep,
  loop: LoopTerminal,
  { phi, step }: Induction,
  exit: Exit | null,
): Value {
  const { builder, values } = sweep;
  const operands = [loop.test ? phi.result : null, loop.leave ? phi.result : null];
  const last = newPhi(newValue(phi.result.name, 'int'), operands);
  loop.fallthrough.phis.push(last);
  sweep.regions.ofValue.set(last.result, sweep.regions.ofBlock.get(loop.fallthrough)!);
  const final = values.popFinal(last.result, phi.result);
  if (exit?.always) return final;
  const before = builder.value(
    { kind: 'binary', operator: '-', left: final, right: builder.constant(step) },
    null,
    'int',
  );
  if (!exit) return before;
  const code = builder.value({ kind: 'loadLocal', variable: exit.variable }, null, 'int', 'exit');
  const byTest = builder.value(
    { kind: 'binary', operator: '===', left: code, right: builder.constant(0) },
    null,
    'boolean',
  );
  return builder.value({ kind: 'select', test: byTest, whenTrue: before, whenFalse: final }, null, 'int');
}

/** Gives a loop without an integer that can be counted back a count of its turns. */
function addCounter(sweep: Sweep, before: Block, loop: LoopTerminal): Induction {
  const zero = addConstant(sweep, before, 0);
  const one = newValue(null, 'int');
  const turns = newValue('turns', 'int');
  const next = newValue('turns', 'int');
  const end = chainEnd(loop.update);
  end.instructions.push({ result: one, op: { kind: 'constant', value: 1 }, loc: null });
  end.instructions.push({
    result: next,
    op: { kind: 'binary', operator: '+', left: turns, right: one },
    loc: null,
  });
  const phi = newPhi(turns, [zero, next]);
  loop.header.phis.push(phi);
  const region = sweep.regions.ofBlock.get(loop.body)!;
  for (const value of [one, turns, next]) sweep.regions.ofValue.set(value, region);
  return { phi, start: zero, step: 1 };
}

/** A constant in the forward sweep, for the operand of a phi that is added. */
function addConstant(sweep: Sweep, block: Block, value: number): Value {
  const result = newValue(null, 'int');
  const instruction = { result, op: { kind: 'constant', value } as const, loc: null };
  block.instructions.push(instruction);
  sweep.regions.ofValue.set(result, sweep.regions.ofBlock.get(block)!);
  sweep.values.define(result, instruction);
  return result;
}
