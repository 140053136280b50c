import { newPhi, newValue } from '../../hir/builder.js';
import type {
  Block,
  HIRFunction,
  Instruction,
  KnownFunction,
  Loc,
  Operation,
  Phi,
  Value,
  ValueType,
} from '../../hir/model.js';
import { isNumeric } from '../../hir/effects.js';
import { fallthroughOf, forEachBlock } from '../../hir/visitors.js';
import { type Accessed, findAccessed } from '../../analysis/findAccessed.js';
import { findTyped } from '../../analysis/findTyped.js';
import { throughPhis } from '../../analysis/throughPhis.js';
import { storeBases } from '../../analysis/inferStores.js';
import { findRegions, isWithin, type Regions } from '../../ssa/regions.js';
import { isFloatArray, mayBeNumber, mayBeObject, memoryAccess } from '../shadowKinds.js';

/** The shadow that an access uses; `maybeAbsent` when the object may be inactive. */
export interface AccessShadow {
  readonly shadow: Value;
  readonly maybeAbsent: boolean;
}

/** What the reverse transform needs to know of the shadows of the forward sweep. */
export interface ShadowPlan {
  /** Shadow used by each load, store and allocation; none if no derivative can be there. */
  readonly ofAccess: ReadonlyMap<Instruction, AccessShadow>;
  /** The companion record found for each unknown call. */
  readonly ofCall: ReadonlyMap<Instruction, Value>;
  /** Shadow of each value that may be an object. */
  readonly ofObject: ReadonlyMap<Value, Value>;
  /** Shadow of the array that a typed array is made from. */
  readonly ofSource: ReadonlyMap<Instruction, Value>;
  /** Shadow of the function's result; null if there is none. */
  readonly ofResult: Value | null;
  /** The shadow parameters of the function by index of the parameter they belong to. */
  readonly params: ReadonlyMap<number, Value>;
}

/**
 * Turns a primal function into a forward companion in the making: shadows of objects are made and travel beside them, and
 * calls become calls of forward companions. Nothing is taped yet.
 *
 * Needs: SSA, types, activity, stores.   Gives: SSA; `fn` is changed in place.
 *
 * A shadow is made where its object is allocated, read from the parent's shadow where the object is loaded, and is given to an
 * object that has none where an active value may be stored into it. A holder of an object that was inactive when it got it
 * looks again (`late$`) after anything that may have activated objects: calls, and shadows given.
 */
export function addShadows(fn: HIRFunction, known: KnownFunction, fileName: string): ShadowPlan {
  return new ShadowAdder(fn, known, fileName).run();
}

interface Cached {
  readonly epoch: number;
  readonly shadow: Value;
}

class ShadowAdder {
  private readonly regions: Regions;
  private readonly bases: Set<Value>;
  private readonly shadows = new Map<Value, Value>();
  /** Values whose object certainly has a shadow from the start. */
  private readonly allocated: Set<Value>;
  /** The same, or given one at the definition. */
  private readonly present: Set<Value>;
  /** Values whose object is given a shadow at the definition. */
  private readonly activated: ReadonlySet<Value>;
  private readonly accessed: Accessed;
  /** What is a typed array for certain. */
  private readonly typed: Set<Value>;
  /** Those of floating-point numbers. */
  private readonly floats: Set<Value>;
  private readonly ofAccess = new Map<Instruction, AccessShadow>();
  private readonly ofCall = new Map<Instruction, Value>();
  private readonly ofSource = new Map<Instruction, Value>();
  private readonly params = new Map<number, Value>();
  private cache = new Map<Value, Cached>();
  /** Counts what may have activated objects. */
  private epoch = 0;
  private out: Instruction[] = [];
  /** Constants that stand at the function's entry. */
  private readonly prologue: Instruction[] = [];

  constructor(
    private readonly fn: HIRFunction,
    private readonly known: KnownFunction,
    private readonly fileName: string,
  ) {
    this.regions = findRegions(fn);
    this.bases = storeBases(fn);
    this.allocated = findAllocated(fn, known);
    this.present = new Set([...this.allocated, ...this.bases]);
    this.activated = new Set([...this.bases].filter((base) => !this.allocated.has(base)));
    this.accessed = findAccessed(fn);
    this.typed = findTyped(fn);
    this.floats = findTyped(fn, isFloatArray);
  }

  run(): ShadowPlan {
    const params: Value[] = [];
    this.fn.params.forEach((param, i) => {
      params.push(param);
      if (this.known.paramChannels[i] === 'number') return;
      const shadow = newShadow(shadowName(param));
      params.push(shadow);
      this.params.set(i, shadow);
      this.define(param, shadow);
    });
    this.chain(this.fn.entry);
    this.fn.entry.instructions.unshift(...this.prologue);
    this.fn.params = params;
    let ofResult: Value | null = null;
    forEachBlock(this.fn.entry, (block) => {
      if (block.terminal.kind === 'return' && block.terminal.value) {
        ofResult = this.shadows.get(block.terminal.value) ?? null;
      }
    });
    return {
      ofAccess: this.ofAccess,
      ofCall: this.ofCall,
      ofObject: this.shadows,
      ofSource: this.ofSource,
      ofResult,
      params: this.params,
    };
  }

  private define(value: Value, shadow: Value): void {
    this.shadows.set(value, shadow);
    this.cache.set(value, { epoch: this.epoch, shadow });
  }

  /** The same for a phi: its operands may have got their shadows before the object was activated. */
  private defineStale(value: Value, shadow: Value): void {
    this.shadows.set(value, shadow);
    this.cache.set(value, { epoch: -1, shadow });
  }

  private emit(op: Operation, loc: Loc, type: ValueType, name: string | null): Value {
    const result = newValue(name, type);
    if (type === 'reference' || type === 'unknown') result.isShadow = true;
    this.out.push({ result, op, loc });
    return result;
  }

  private effect(op: Operation, loc: Loc): void {
    this.out.push({ result: null, op, loc });
  }

  private chain(entry: Block): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      this.out = [];
      this.joinPhis(block);
      for (const instruction of block.instructions) this.instruction(instruction);
      const terminal = block.terminal;
      if (terminal.kind === 'if') {
        block.instructions = this.out;
        const cache = new Map(this.cache);
        this.chain(terminal.consequent);
        this.cache = new Map(cache);
        this.chain(terminal.alternate);
        this.cache = cache;
      } else if (terminal.kind === 'loop') {
        const phis = this.openLoop(block, terminal.header, [terminal.header, terminal.body, terminal.update]);
        this.chain(terminal.header);
        const cache = new Map(this.cache);
        this.chain(terminal.body);
        this.chain(terminal.update);
        this.cache = cache;
        for (const [phi, shadow] of phis) this.closePhi(phi, shadow);
        if (
          [terminal.header, terminal.body, terminal.update].some((chain) => hasEvents(chain, this.activated))
        )
          this.epoch++;
      } else {
        block.instructions = this.out;
      }
    }
  }

  /** Phis of an `if` or of a loop's exit: operands are known. Those of a header are made by `openLoop`. */
  private joinPhis(block: Block): void {
    const added: Phi[] = [];
    for (const phi of block.phis) {
      if (!mayBeObject(phi.result) || this.shadows.has(phi.result)) continue;
      const operands = phi.operands.map((operand) => operand && (this.shadows.get(operand) ?? null));
      if (operands.every((operand) => operand === null)) continue;
      const shadow = newShadow(shadowName(phi.result));
      added.push(
        newPhi(
          shadow,
          phi.operands.map((o, i) => o && (operands[i] ?? this.absentFromStart())),
          phi.loc,
        ),
      );
      this.defineStale(phi.result, shadow);
    }
    block.phis.push(...added);
    for (const phi of block.phis) this.ensureBase(phi.result, phi.loc);
  }

  private openLoop(before: Block, header: Block, chains: Block[]): Map<Phi, Phi> {
    // In a loop in which nothing can be activated, look again before it rather than in each turn.
    if (!chains.some((chain) => hasEvents(chain, this.activated))) {
      for (const chain of chains) this.refreshOutside(chain, this.regions.ofBlock.get(header)!);
    } else {
      this.epoch++;
    }
    const phis = new Map<Phi, Phi>();
    for (const phi of [...header.phis]) {
      if (!mayBeObject(phi.result)) continue;
      const entry = phi.operands[0] ? (this.shadows.get(phi.operands[0]) ?? this.absent()) : null;
      const shadow = newPhi(newShadow(shadowName(phi.result)), [entry, null], phi.loc);
      header.phis.push(shadow);
      phis.set(phi, shadow);
    }
    before.instructions = this.out;
    for (const [phi, shadow] of phis) this.defineStale(phi.result, shadow.result);
    return phis;
  }

  private closePhi(phi: Phi, shadow: Phi): void {
    const back = phi.operands[1];
    if (back) shadow.operands[1] = this.shadows.get(back) ?? this.absent();
  }

  private refreshOutside(chain: Block, inside: ReturnType<Regions['ofBlock']['get']> & object): void {
    forEachBlock(chain, (block) => {
      for (const { op } of block.instructions) {
        const access = memoryAccess(op);
        if (!access) continue;
        const home = this.regions.ofValue.get(access.object);
        if (home && !isWithin(home, inside)) this.fresh(access.object, null);
      }
    });
  }

  /** The shadow of an object as of now; null if it cannot have one. */
  private fresh(object: Value, loc: Loc): AccessShadow | null {
    const shadow = this.shadows.get(object);
    if (!shadow) return null;
    if (this.present.has(object)) return { shadow, maybeAbsent: false };
    const cached = this.cache.get(object);
    if (cached && cached.epoch === this.epoch) return { shadow: cached.shadow, maybeAbsent: true };
    const again = this.emit(
      { kind: 'helper', name: 'late$', tape: true, pure: true, args: [object, shadow] },
      loc,
      'reference',
      shadowName(object),
    );
    this.cache.set(object, { epoch: this.epoch, shadow: again });
    return { shadow: again, maybeAbsent: true };
  }

  /** Gives an object into which active values are stored a shadow at its definition. */
  private ensureBase(value: Value, loc: Loc): void {
    const shadow = this.shadows.get(value);
    if (!shadow || !this.bases.has(value) || this.allocated.has(value)) return;
    const ensured = this.emit(
      { kind: 'helper', name: 'ensure', tape: true, pure: false, args: [value, shadow] },
      loc,
      'reference',
      shadowName(value),
    );
    this.epoch++;
    this.define(value, ensured);
  }

  /** No shadow, for the operand of a phi: that has to be there where control comes from. */
  private absentFromStart(): Value {
    const present = this.prologue[0]?.result;
    if (present) return present;
    const result = newValue(null, 'none');
    this.prologue.push({ result, op: { kind: 'constant', value: undefined }, loc: null });
    return result;
  }

  private absent(): Value {
    return this.emit({ kind: 'constant', value: undefined }, null, 'none', null);
  }

  /** What accompanies an argument without a shadow: null says that it carries no derivative. */
  private inactiveOrNumber(arg: Value): Value {
    if (arg.active) return this.absent();
    return this.emit({ kind: 'constant', value: null }, null, 'none', null);
  }

  private zero(): Value {
    return this.emit({ kind: 'constant', value: 0 }, null, 'int', null);
  }

  private instruction(instruction: Instruction): void {
    const { op, result, loc } = instruction;
    switch (op.kind) {
      case 'loadField':
      case 'loadIndex':
        this.load(instruction, op.object, op.kind === 'loadField' ? op.key : op.index);
        return;
      case 'storeField':
      case 'storeIndex':
        this.store(instruction, op.object, op.kind === 'storeField' ? op.key : op.index, op.value);
        return;
      case 'loadOuter':
        this.out.push(instruction);
        if (result && mayBeObject(result)) {
          const keys = this.accessed.get(result);
          const names = [...(keys ?? [])].map((key) =>
            this.emit({ kind: 'constant', value: key }, loc, 'string', null),
          );
          const shadow = this.emit(
            {
              kind: 'helper',
              name: keys ? 'outer$' : 'shadowOf',
              tape: true,
              pure: true,
              args: [result, ...names],
            },
            loc,
            'reference',
            shadowName(result),
          );
          this.define(result, shadow);
          this.ensureBase(result, loc);
        }
        return;
      case 'newArray':
      case 'newObject':
        this.literal(instruction);
        return;
      case 'newTyped':
        this.typedArray(instruction);
        return;
      case 'callKnown':
        this.callKnown(instruction, op.target, op.args);
        return;
      case 'checkpointedLoop':
        op.args = op.args.flatMap((arg, i) => [arg, this.shadowFor(arg, op.target.storedParams[i], loc)]);
        this.out.push(instruction);
        this.epoch++;
        return;
      case 'callUnknown':
      case 'construct':
        this.callUnknown(instruction);
        return;
      case 'closure':
        op.companions = op.captures.map((capture) => this.fresh(capture, loc)?.shadow ?? this.absent());
        this.out.push(instruction);
        this.takeResult(result, true, loc);
        return;
      case 'helper':
        this.out.push(instruction);
        // These give back their first argument, checked.
        if (result && op.name === 'expectIterableArray') {
          const shadow = this.fresh(op.args[0]!, loc);
          if (shadow) this.define(result, shadow.shadow);
        }
        return;
      default:
        this.out.push(instruction);
    }
  }

  private load(instruction: Instruction, object: Value, key: Value | string): void {
    const { result, loc } = instruction;
    this.out.push(instruction);
    if (!result || key === 'length') return;
    const access = this.fresh(object, loc);
    if (!access) return;
    if (result.active && mayBeNumber(result)) this.ofAccess.set(instruction, access);
    if (!mayBeObject(result)) return;
    const slot = this.emit(
      typeof key === 'string'
        ? { kind: 'loadField', object: access.shadow, key, ...(access.maybeAbsent ? { optional: true } : {}) }
        : {
            kind: 'loadIndex',
            object: access.shadow,
            index: key,
            ...(access.maybeAbsent ? { optional: true } : {}),
          },
      loc,
      'reference',
      null,
    );
    const shadow = this.emit(
      {
        kind: 'helper',
        name: this.accessed.has(result) ? 'part$' : 'late$',
        tape: true,
        pure: true,
        args: [result, slot],
      },
      loc,
      'reference',
      shadowName(result),
    );
    this.define(result, shadow);
    this.ensureBase(result, loc);
  }

  private store(instruction: Instruction, object: Value, key: Value | string, value: Value): void {
    const { loc } = instruction;
    this.out.push(instruction);
    // Setting the length drops elements; their slots stay, at zero, in the array's shadow.
    if (key === 'length') return;
    const access = this.fresh(object, loc);
    if (!access) return;
    this.ofAccess.set(instruction, access);
    // A slot may have held a reference, or not exist yet: numbers begin at zero. Those of a float array are zero.
    if (this.floats.has(object) && typeof key !== 'string' && isNumeric(key.type)) return;
    const slot = this.slotOf(value, loc);
    this.effect(
      { kind: 'setSlot', shadow: access.shadow, key, value: slot, maybeAbsent: access.maybeAbsent },
      loc,
    );
  }

  /** What the slot of a shadow holds for a value: 0 for a number, its shadow for an object. */
  private slotOf(value: Value, loc: Loc): Value {
    const shadow = this.fresh(value, loc);
    if (!shadow || !mayBeObject(value)) return this.zero();
    if (value.type !== 'unknown') return shadow.shadow;
    return this.emit(
      { kind: 'helper', name: 'slot', tape: false, pure: true, args: [value, shadow.shadow] },
      loc,
      'unknown',
      null,
    );
  }

  private literal(instruction: Instruction): void {
    const { op, result, loc } = instruction;
    if (op.kind !== 'newArray' && op.kind !== 'newObject') return;
    this.out.push(instruction);
    const values = (op.kind === 'newArray' ? op.elements : op.values).map((value) => this.slotOf(value, loc));
    const shadow = this.emit(
      {
        kind: 'newShadow',
        like: op.kind === 'newArray' ? 'array' : 'object',
        keys: op.kind === 'newObject' ? op.keys : [],
        values,
      },
      loc,
      'reference',
      shadowName(result!),
    );
    this.define(result!, shadow);
    this.ofAccess.set(instruction, { shadow, maybeAbsent: false });
  }

  private typedArray(instruction: Instruction): void {
    const { op, result, loc } = instruction;
    this.out.push(instruction);
    if (op.kind !== 'newTyped' || !isFloatArray(op.constructorName)) return;
    const shadow = this.emit(
      { kind: 'newShadow', like: 'typed', keys: [], values: [result!] },
      loc,
      'reference',
      shadowName(result!),
    );
    this.define(result!, shadow);
    const mayBeBuffer = op.argument && mayBeObject(op.argument) ? op.argument : null;
    if (mayBeBuffer && !this.typed.has(mayBeBuffer))
      this.effect(
        { kind: 'helper', name: 'refuseBuffer', tape: false, pure: false, args: [mayBeBuffer] },
        loc,
      );
    const source = mayBeBuffer && this.fresh(mayBeBuffer, loc);
    if (source) this.ofSource.set(instruction, source.shadow);
    this.ofAccess.set(instruction, { shadow, maybeAbsent: false });
  }

  private callKnown(instruction: Instruction, target: KnownFunction, args: readonly Value[]): void {
    const { result, loc } = instruction;
    const passed: Value[] = [];
    target.paramChannels.forEach((channel, i) => {
      const arg = args[i] ?? this.absent();
      passed.push(arg);
      if (channel !== 'number') passed.push(this.shadowFor(arg, target.storedParams[i], loc));
    });
    instruction.op = { kind: 'callForward', target, args: passed };
    this.out.push(instruction);
    this.epoch++;
    this.takeResult(result, target.resultChannel !== 'number' && target.resultChannel !== 'none', loc);
  }

  /** The shadow that a known function is given for an argument: always one if it stores there, be it an array of integers. */
  private shadowFor(arg: Value, isStored: boolean | undefined, loc: Loc): Value {
    const shadow = this.fresh(arg, loc)?.shadow;
    if (shadow) return shadow;
    const absent = this.absent();
    if (isStored !== true || !mayBeObject(arg)) return absent;
    const args = [arg, absent];
    return this.emit(
      { kind: 'helper', name: 'ensure', tape: true, pure: false, args },
      loc,
      'reference',
      null,
    );
  }

  /** What stands in the place of the receiver in a call of a function of arrays: bits for the arguments that may be written over. */
  private spareArguments(op: Operation, loc: Loc): Value {
    const bits =
      op.kind === 'callUnknown' && op.spare ? op.spare.reduce((sum, is, i) => sum + (is ? 1 << i : 0), 0) : 0;
    return bits === 0 ? this.absent() : this.emit({ kind: 'constant', value: bits }, loc, 'number', null);
  }

  private takeResult(result: Value | null, hasShadow: boolean, loc: Loc): void {
    if (!result || !hasShadow || !mayBeObject(result)) return;
    const shadow = this.emit({ kind: 'tapeField', field: 'ret' }, loc, 'reference', shadowName(result));
    this.define(result, shadow);
    this.ensureBase(result, loc);
  }

  private callUnknown(instruction: Instruction): void {
    const { op, result, loc } = instruction;
    if (op.kind !== 'callUnknown' && op.kind !== 'construct') return;
    const place = loc ? `${op.text} (${this.fileName}:${loc.line}:${loc.column + 1})` : op.text;
    const where = this.emit({ kind: 'constant', value: place }, loc, 'string', null);
    const record = newValue('callee', 'reference');
    const name = op.kind === 'construct' ? 'resolveNew' : op.isLocal ? 'resolveLocal' : 'resolve';
    const resolve: Operation = { kind: 'helper', name, tape: true, pure: false, args: [op.callee, where] };
    this.out.push({ result: record, op: resolve, loc });
    const self = op.kind === 'callUnknown' ? op.self : null;
    const args = [
      self ?? this.spareArguments(op, loc),
      self ? (this.fresh(self, loc)?.shadow ?? this.absent()) : this.absent(),
    ];
    for (const arg of op.args) args.push(arg, this.fresh(arg, loc)?.shadow ?? this.inactiveOrNumber(arg));
    this.ofCall.set(instruction, record);
    instruction.op = { kind: 'callRecord', entry: 'forward', record, args };
    this.out.push(instruction);
    this.epoch++;
    this.takeResult(result, true, loc);
  }
}

/** Values that are objects made here, or parameters whose callers see to it, through phis of nothing else. */
function findAllocated(fn: HIRFunction, known: KnownFunction): Set<Value> {
  return throughPhis(
    fn,
    fn.params.filter((_, i) => known.storedParams[i]),
    (op) =>
      op.kind === 'newArray' ||
      op.kind === 'newObject' ||
      (op.kind === 'newTyped' && isFloatArray(op.constructorName)),
  );
}

/** Whether something in the chain may activate objects. */
function hasEvents(entry: Block, activated: ReadonlySet<Value>): boolean {
  let found = false;
  forEachBlock(entry, (block) => {
    found ||= block.phis.some((phi) => activated.has(phi.result));
    for (const { op, result } of block.instructions) {
      found ||=
        (result !== null && activated.has(result)) ||
        op.kind === 'callKnown' ||
        op.kind === 'callUnknown' ||
        op.kind === 'construct' ||
        op.kind === 'checkpointedLoop' ||
        op.kind === 'callForward' ||
        op.kind === 'callRecord' ||
        (op.kind === 'helper' && op.name === 'ensure');
    }
  });
  return found;
}

function newShadow(name: string | null): Value {
  const shadow = newValue(name, 'reference');
  shadow.isShadow = true;
  return shadow;
}

function shadowName(value: Value): string | null {
  return value.name === null ? null : `${value.name}$`;
}
