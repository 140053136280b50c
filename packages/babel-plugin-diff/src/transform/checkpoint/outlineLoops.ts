import { countedLoop, loopInduction, type DefinitionOf, type Induction } from '../../analysis/countedLoop.js';
import { inferStores } from '../../analysis/inferStores.js';
import { Builder, newBlock, newPhi, newValue, typeOfConstant } from '../../hir/builder.js';
import { cloneFunction } from '../../hir/cloneHIR.js';
import { isNumeric } from '../../hir/effects.js';
import type {
  Block,
  Checkpoint,
  HIRFunction,
  Instruction,
  KnownFunction,
  LoopTerminal,
  Phi,
  Value,
} from '../../hir/model.js';
import {
  chainEnd,
  definedIn,
  fallthroughOf,
  forEachBlock,
  mapUses,
  ownedChains,
} from '../../hir/visitors.js';
import { findWritten } from './findWritten.js';

/** A loop marked `@checkpoint`, taken out of its function. */
export interface OutlinedLoop {
  readonly loop: LoopTerminal;
  readonly checkpoint: Checkpoint;
  /** The function of some of its turns. */
  readonly turns: KnownFunction;
  /** The same for running them without derivatives; returns how many were run. */
  readonly advance: HIRFunction;
}

/** A function whose marked loops have become operations, and the loops. */
export interface Outlined {
  readonly hir: HIRFunction;
  readonly loops: readonly OutlinedLoop[];
}

export interface OutlineNames {
  /** A name for a function beside the companions that nothing in the file has. */
  freshName(base: string): string;
  readonly fileName: string;
  /** Whether a name that the function loads from outside is a variable of the file. */
  isVariable(known: KnownFunction, name: string): boolean;
  /** Whether a name means the same outside of two functions. */
  sameOuter(caller: KnownFunction, callee: KnownFunction, name: string): boolean;
}

/**
 * Takes the loops marked `@checkpoint` out of a function: each becomes a function of its own, which runs a number of turns on a state
 * that is an array, and an operation of the runtime that calls it.
 *
 * Needs: SSA in closed form, channels, types, activity, stores, guards.   Gives: SSA; a copy, the function stays as it is.
 *
 * The state is made of the values that the header's phis hand from turn to turn, and of what the loop leaves behind. Numbers from
 * before the loop are handed over in a second array, so that the cotangents of all turns meet in its shadow; objects are parameters.
 */
export function outlineLoops(known: KnownFunction, names: OutlineNames): Outlined {
  const hir = cloneFunction(known.hir).fn;
  const outliner = new Outliner(hir, known, names);
  outliner.chain(hir.entry);
  return { hir, loops: outliner.loops };
}

/** Whether something is gained by taking a loop out: its turns can follow one another, and it can end. */
export function isOutlined(loop: LoopTerminal): boolean {
  return (
    !!loop.checkpoint &&
    chainEnd(loop.body).terminal.kind === 'end' &&
    (loop.test !== null || loop.leave !== null)
  );
}

class Outliner {
  readonly loops: OutlinedLoop[] = [];
  private readonly definitions = new Map<Value, Instruction>();
  private readonly definitionOf: DefinitionOf = (value) => this.definitions.get(value);

  constructor(
    hir: HIRFunction,
    private readonly known: KnownFunction,
    private readonly names: OutlineNames,
  ) {
    forEachBlock(hir.entry, ({ instructions }) => {
      for (const each of instructions) if (each.result) this.definitions.set(each.result, each);
    });
  }

  chain(entry: Block): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      // What stood behind an outlined loop is part of the block then.
      while (block.terminal.kind === 'loop' && isOutlined(block.terminal))
        this.outline(block, block.terminal);
      for (const owned of ownedChains(block.terminal)) this.chain(owned);
    }
  }

  private outline(block: Block, loop: LoopTerminal): void {
    const checkpoint = loop.checkpoint!;
    const counted = countedLoop(loop, this.definitionOf);
    const start = counted && this.atEntry(loop, counted.start);
    const bound = counted && this.isOutside(loop, counted.bound) ? counted.bound : null;
    const entries = loop.header.phis.map(({ operands }) => operands[0]!);
    const left = loop.fallthrough.phis;
    const stem = this.known.forwardName.replace(/_forward\d*$/, '');
    const emit = new Builder(block);
    const same = this.loadVariablesBefore(block, loop);
    const readByCallees = [...this.variablesOfCallees(loop)].map((variable) =>
      emit.value({ kind: 'loadOuter', name: variable }, loop.loc, 'unknown', variable),
    );
    const number = this.loops.length + 1;
    const name = this.names.freshName(`${stem}_loop${number}`);
    const { turns, inputs, objects, places } = this.turnsOf(loop, name, same);
    const advance = advanceOf(turns.hir, this.names.freshName(`${name}_advance`), places.induction);
    const written = findWritten(turns.hir);

    const state = [...entries];
    places.ofLeft.forEach((place, i) => {
      state[place] ??= emit.constant(isNumeric(left[i]!.result.type) ? 0 : undefined);
    });
    const stateArray = emit.value({ kind: 'newArray', elements: state }, loop.loc, 'reference', 'state');
    const inputArray = emit.value(
      { kind: 'newArray', elements: [...inputs, ...readByCallees] },
      loop.loc,
      'reference',
      'inputs',
    );
    emit.value(
      {
        kind: 'checkpointedLoop',
        target: turns,
        advance: advance.name,
        written,
        snapshots: checkpoint.snapshots,
        step: counted?.step ?? 1,
        inclusive: counted?.inclusive ?? false,
        place: `${this.names.fileName}:${loop.loc?.line ?? '?'}`,
        start: bound && start,
        bound: start && bound,
        args: [stateArray, inputArray, ...objects],
      },
      loop.loc,
      'reference',
      'loop',
    );
    const rest = loop.fallthrough;
    left.forEach((phi, i) => {
      const index = emit.constant(places.ofLeft[i]!);
      block.instructions.push({
        result: phi.result,
        op: { kind: 'loadIndex', object: stateArray, index },
        loc: loop.loc,
      });
    });
    block.instructions.push(...rest.instructions);
    block.terminal = rest.terminal;
    this.loops.push({ loop, checkpoint, turns, advance });
  }

  /**
   * Moves loads of variables from outside of the function in front of the loop, which cannot assign them: they may be others by the
   * time that turns are run again.
   * @returns for each value that is loaded twice the one that stands for it
   */
  private loadVariablesBefore(block: Block, loop: LoopTerminal): Map<Value, Value> {
    const same = new Map<Value, Value>();
    const loaded = new Map<string, Value>();
    for (const chain of [loop.header, loop.body, loop.update])
      forEachBlock(chain, (inside) => {
        inside.instructions = inside.instructions.filter((instruction) => {
          const { op, result } = instruction;
          if (op.kind !== 'loadOuter' || !result || !this.names.isVariable(this.known, op.name)) return true;
          const key = `${op.name} ${result.type} ${result.active}`;
          const before = loaded.get(key);
          if (before) same.set(result, before);
          else {
            loaded.set(key, result);
            block.instructions.push(instruction);
          }
          return false;
        });
      });
    return same;
  }

  /** Variables of the file that functions read which the loop calls. What they refer to has to be the same when turns are run again. */
  private variablesOfCallees(loop: LoopTerminal): Set<string> {
    const names = new Set<string>();
    const seen = new Set<KnownFunction>();
    const visit = (entry: Block, known: KnownFunction): void => {
      forEachBlock(entry, ({ instructions }) => {
        for (const { op } of instructions) {
          if (op.kind === 'loadOuter' && known !== this.known && this.isSharedVariable(known, op.name))
            names.add(op.name);
          if (op.kind !== 'callKnown' || seen.has(op.target)) continue;
          seen.add(op.target);
          visit(op.target.hir.entry, op.target);
        }
      });
    };
    for (const chain of [loop.body, loop.update]) visit(chain, this.known);
    return names;
  }

  private isSharedVariable(callee: KnownFunction, name: string): boolean {
    return this.names.isVariable(callee, name) && this.names.sameOuter(this.known, callee, name);
  }

  private atEntry(loop: LoopTerminal, value: Value): Value | null {
    return this.isOutside(loop, value) ? value : null;
  }

  private isOutside(loop: LoopTerminal, value: Value): boolean {
    return !definedIn(loop).has(value);
  }

  /** Makes the function of the turns; the blocks of the loop move there. */
  private turnsOf(loop: LoopTerminal, name: string, same: ReadonlyMap<Value, Value>) {
    const defined = definedIn(loop);
    const left = [...loop.fallthrough.phis];
    const state = newValue('state', 'reference');
    const inputArray = newValue('inputs', 'reference');
    const count = newValue('turns', 'int');
    const entry = newBlock();
    const emit = new Builder(entry);
    const load = (array: Value, place: number, like: Value): Value => {
      const index = emit.constant(place);
      const value = emit.value({ kind: 'loadIndex', object: array, index }, loop.loc, like.type, like.name);
      value.active = like.active;
      return value;
    };
    loop.header.phis.forEach((phi, i) => {
      phi.operands[0] = load(state, i, phi.result);
    });

    // What the turns are counted by: a counter of the program's own, if there is one.
    const found = findInduction(loop, this.definitionOf, entry);
    const induction = found ?? addCounter(loop, emit);
    const end = limitOf(induction, count, emit);
    const operator = induction.step > 0 ? '<' : '>';
    const test: Instruction = {
      result: newValue(null, 'boolean'),
      op: { kind: 'binary', operator, left: induction.phi.result, right: end },
      loc: loop.loc,
    };
    loop.header.instructions.push(test);

    // What is handed on, and what is left behind where that is something else.
    const handed = [...loop.header.phis].filter((phi) => phi !== induction.phi || found !== null);
    const ofLeft: number[] = [];
    const extra: Phi[] = [];
    for (const phi of left) {
      const at = phi.operands[1] === null ? handed.findIndex(({ result }) => result === phi.operands[0]) : -1;
      if (at < 0) extra.push(phi);
      ofLeft.push(at < 0 ? handed.length + extra.length - 1 : at);
    }
    const behind = newBlock();
    const isTested = loop.test !== null;
    const closing: Phi[] = [
      ...handed.map(({ result }) => newPhi(like(result), [result, loop.leave ? result : null], loop.loc)),
      ...extra.map(({ result, operands }) => {
        const atTest = isTested ? operands[0]! : placeholder(emit, result);
        return newPhi(like(result), [atTest, operands[1] ?? null], loop.loc);
      }),
    ];
    behind.phis = closing;
    const store = new Builder(behind);
    closing.forEach(({ result }, i) => {
      const index = store.constant(i);
      store.effect({ kind: 'storeIndex', object: state, index, value: result }, loop.loc);
    });
    behind.terminal = { kind: 'return', value: null, loc: null };
    const inside: LoopTerminal = {
      ...loop,
      // The program's own test is looked at when turns are run for the first time.
      test: test.result,
      fallthrough: behind,
      checkpoint: null,
    };
    entry.terminal = inside;

    for (const each of [state, inputArray, count]) defined.add(each);
    forEachBlock(entry, ({ phis, instructions }) => {
      for (const { result } of [...phis, ...instructions]) if (result) defined.add(result);
    });
    const inputs: Value[] = [];
    const objects: Value[] = [];
    const params: Value[] = [];
    const names = new Map<Value, Value>();
    const opening = new Builder();
    const replace = (used: Value): Value => {
      const value = same.get(used) ?? used;
      if (defined.has(value)) return value;
      let name = names.get(value);
      if (name) return name;
      const constant = this.definitions.get(value)?.op;
      if (constant?.kind === 'constant') {
        name = opening.value({ ...constant }, null, typeOfConstant(constant.value), value.name);
        name.type = value.type;
      } else if (value.type === 'reference' || value.type === 'function') {
        name = like(value);
        objects.push(value);
        params.push(name);
      } else {
        const index = opening.constant(inputs.length);
        name = opening.value(
          { kind: 'loadIndex', object: inputArray, index },
          loop.loc,
          value.type,
          value.name,
        );
        name.active = value.active;
        inputs.push(value);
      }
      names.set(value, name);
      return name;
    };
    mapUses(entry, replace);
    if (loop.test) loop.test = replace(loop.test);
    entry.instructions.unshift(...opening.block.instructions);
    const hir: HIRFunction = {
      name,
      role: 'primal',
      params: [state, inputArray, ...params, count],
      entry,
      loc: loop.loc,
    };
    forEachBlock(entry, ({ instructions }) => {
      for (const each of instructions) if (each.result) this.definitions.set(each.result, each);
    });
    const turns: KnownFunction = {
      name,
      hir,
      storedParams: [],
      paramChannels: hir.params.map((param) => (param === count ? 'number' : 'reference')),
      resultChannel: 'none',
      forwardName: this.names.freshName(`${name}_forward`),
      reverseName: this.names.freshName(`${name}_reverse`),
      tangentName: `${name}_tangent`,
      captureCount: 0,
      restartable: false,
      plain: false,
      stable: false,
      hasLanes: false,
      lanesName: '',
      tracedName: '',
      hasSecondOrder: false,
      forwardTangentName: '',
      reverseTangentName: '',
      assumptions: 0,
      overloads: false,
      givesNumber: false,
    };
    inferStores([turns]);
    return { turns, inputs, objects, places: { ofLeft, induction: { ...induction, test: loop.test } } };
  }
}

function like(value: Value): Value {
  const copy = newValue(value.name, value.type);
  copy.active = value.active;
  return copy;
}

/** What is left behind by a way out that is not taken. */
function placeholder(emit: Builder, value: Value): Value {
  return emit.constant(isNumeric(value.type) ? 0 : undefined);
}

function findInduction(loop: LoopTerminal, outside: DefinitionOf, entry: Block): Induction | null {
  return loopInduction(
    loop,
    (value) => outside(value) ?? entry.instructions.find(({ result }) => result === value),
  );
}

function addCounter(loop: LoopTerminal, emit: Builder): Induction {
  const start = emit.constant(0);
  const update = new Builder(chainEnd(loop.update));
  const turn = newValue('turn', 'int');
  const right = update.constant(1);
  const next = update.value({ kind: 'binary', operator: '+', left: turn, right }, null, 'int', 'turn');
  const phi = newPhi(turn, [start, next], loop.loc);
  loop.header.phis.push(phi);
  return { phi, start, step: 1 };
}

/** The counter after `turns` turns. */
function limitOf({ phi, step }: Induction, turns: Value, emit: Builder): Value {
  const by = emit.constant(step);
  const distance =
    step === 1 ? turns : emit.value({ kind: 'binary', operator: '*', left: turns, right: by }, null, 'int');
  return emit.value(
    { kind: 'binary', operator: '+', left: phi.operands[0]!, right: distance },
    null,
    'int',
    'end',
  );
}

/** The function that runs turns as the program does: until its test fails, or it is left. */
function advanceOf(
  turns: HIRFunction,
  name: string,
  induction: Induction & { readonly test: Value | null },
): HIRFunction {
  const { fn, values } = cloneFunction(turns);
  const { terminal } = fn.entry;
  if (terminal.kind !== 'loop') throw new Error('the function of turns is no loop');
  const copy = (value: Value): Value => values.get(value) ?? value;
  if (induction.test) {
    const header = new Builder(terminal.header);
    const own = copy(induction.test);
    terminal.test = header.value(
      { kind: 'logical', operator: '&&', left: own, right: terminal.test! },
      terminal.loc,
      'boolean',
    );
  }
  const end = terminal.fallthrough;
  const counter = copy(induction.phi.result);
  const start = copy(induction.phi.operands[0]!);
  const count = newValue('turn', 'int');
  const left = newValue('left', 'boolean');
  const emit = new Builder(fn.entry);
  const [no, yes] = [emit.constant(false), emit.constant(true)];
  end.phis.push(newPhi(count, [counter, terminal.leave ? counter : null]));
  end.phis.push(newPhi(left, [no, terminal.leave ? yes : null]));
  const last = new Builder(end);
  const binary = (operator: '-' | '/', a: Value, b: Value): Value =>
    last.value({ kind: 'binary', operator, left: a, right: b }, null, 'int');
  let run = binary('-', count, start);
  if (induction.step !== 1) run = binary('/', run, last.constant(induction.step));
  if (terminal.leave) {
    const whenTrue = binary('-', last.constant(-1), run);
    run = last.value({ kind: 'select', test: left, whenTrue, whenFalse: run }, null, 'int');
  }
  end.terminal = { kind: 'return', value: run, loc: null };
  return { ...fn, name, role: 'forward' };
}
