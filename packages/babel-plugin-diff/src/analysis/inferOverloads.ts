import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Instruction, KnownFunction, Loc, Operation, Phi, Value } from '../hir/model.js';
import { chainEnd, forEachBlock } from '../hir/visitors.js';
import type { Limit } from '../lower/ProgramLowering.js';
import { findProved } from './findProved.js';
import { Assumption } from './inferAssumptions.js';

/** What is known of the file whose operators objects may define. */
export interface OverloadingFile {
  /** Whether the file asks for operators on arrays alone. */
  readonly arraysAlone: boolean;
  /** Is a closure handed to a method such as `map`, which only calls it? */
  isCallback(known: KnownFunction): boolean;
}

/** What happens to a value that must be a number. */
interface Use {
  readonly value: Value;
  readonly loc: Loc;
}

/** Methods that change nothing, or count what they change: the function can be run again behind them. */
const harmless: ReadonlySet<string> = new Set([
  ...['get', 'at', 'slice', 'concat', 'subarray', 'includes', 'indexOf', 'lastIndexOf', 'keys', 'values'],
  ...['map', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'reduce', 'reduceRight'],
]);

/**
 * Finds the functions whose operators can be compiled for numbers, where objects may define operators: what is no number there has to be found
 * before anything has happened that must not happen twice, since traced code begins anew then.
 *
 * Needs: SSA, types, channels, `restartable`, `assumptions`.   Gives: `overloads`, `givesNumber`, more `assumptions`.
 * Operands that are parameters are looked at before the call, and cost nothing. Others are checked where they come from: that is possible in
 * functions that can be run again. Where arrays alone are asked for, elements and fields of arguments are taken for numbers in other functions
 * too, unless an object with operators comes with the arguments; and unknown functions are taken to give numbers, since most do: if one gives an array
 * after another one has had an effect, that is an error.
 *
 * @returns what speaks against companions, by function
 */
export function inferOverloads(
  functions: readonly KnownFunction[],
  file: OverloadingFile,
): Map<KnownFunction, Limit[]> {
  const found = new Map<KnownFunction, Limit[]>();
  for (const known of functions) known.overloads = hasOverloaded(known.hir);
  if (!functions.some(({ overloads }) => overloads)) return found;
  fixpoint(functions, (known) => {
    const calls = operationsOf(known.hir).some(
      ({ op }) => (op.kind === 'callKnown' || op.kind === 'closure') && op.target.overloads,
    );
    if (known.overloads || !calls) return false;
    return (known.overloads = true);
  });
  for (const known of functions) known.givesNumber = true;
  fixpoint(functions, (known) => {
    if (!known.givesNumber || returnsNumber(known)) return false;
    known.givesNumber = false;
    return true;
  });
  const facts = new Map<KnownFunction, Facts>();
  for (const known of functions) facts.set(known, new Facts(known, file, facts));
  const guarded = new Set<KnownFunction>();
  const unknown = new Set<KnownFunction>();
  fixpoint(functions, (known) => {
    const { size } = guarded;
    const before = unknown.size;
    const own = facts.get(known)!;
    const calls = own.calls();
    if (known.overloads && (own.uses.length > 0 || calls.some((each) => guarded.has(each))))
      guarded.add(known);
    if (own.callsUnknown || calls.some((each) => unknown.has(each))) unknown.add(known);
    return guarded.size > size || unknown.size > before;
  });
  for (const known of guarded) {
    const own = facts.get(known)!;
    // Whether unknown functions had an effect shows when the object is met.
    const beginsAnew = known.restartable && (file.arraysAlone || !unknown.has(known));
    const limits = own.limits(beginsAnew, beginsAnew && !unknown.has(known));
    if (limits.length > 0) found.set(known, limits);
    if (!beginsAnew) known.assumptions |= Assumption.noOperators;
  }
  fixpoint(functions, (known) => {
    const before = known.assumptions;
    for (const target of facts.get(known)!.calls())
      known.assumptions |= target.assumptions & Assumption.noOperators;
    return known.assumptions !== before;
  });
  return found;
}

function fixpoint(functions: readonly KnownFunction[], step: (known: KnownFunction) => boolean): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const known of functions) changed = step(known) || changed;
  }
}

function operationsOf(fn: HIRFunction): Instruction[] {
  const found: Instruction[] = [];
  forEachBlock(fn.entry, ({ instructions }) => found.push(...instructions));
  return found;
}

function hasOverloaded(fn: HIRFunction): boolean {
  return operationsOf(fn).some(({ op }) => (op.kind === 'binary' || op.kind === 'unary') && !!op.overloaded);
}

function returnsNumber({ hir }: KnownFunction): boolean {
  const { terminal } = chainEnd(hir.entry);
  return terminal.kind === 'return' && !!terminal.value && findProved(hir).has(terminal.value);
}

/** The operands of an operation that must not be objects with operators. */
export function overloadedOperands(op: Operation, result: Value | null): Value[] {
  switch (op.kind) {
    case 'unary':
      return op.overloaded ? [op.argument] : [];
    case 'binary':
      // What joins text takes objects as they are.
      if (!op.overloaded || (result && !isNumeric(result.type))) return [];
      return [...(op.overloaded.left ? [op.left] : []), ...(op.overloaded.right ? [op.right] : [])];
    case 'closure':
      return op.target.overloads ? op.captures.filter((_, i) => op.target.paramChannels[i] === 'number') : [];
    case 'callKnown':
      return op.target.overloads ? op.args.filter((_, i) => op.target.paramChannels[i] === 'number') : [];
    default:
      return [];
  }
}

/** What a function does with values that may be objects with operators. */
class Facts {
  /** Operands that are not proved to be numbers. */
  readonly uses: Use[] = [];
  readonly callsUnknown: boolean;
  private readonly definitions = new Map<Value, Instruction | Phi>();
  private readonly proved: ReadonlySet<Value>;
  private stores: boolean | undefined;
  private gives: boolean | undefined;

  constructor(
    private readonly known: KnownFunction,
    private readonly file: OverloadingFile,
    private readonly others: ReadonlyMap<KnownFunction, Facts>,
  ) {
    const { hir } = known;
    this.proved = findProved(hir);
    const operations = operationsOf(hir);
    forEachBlock(hir.entry, ({ phis }) => {
      for (const phi of phis) this.definitions.set(phi.result, phi);
    });
    for (const instruction of operations)
      if (instruction.result) this.definitions.set(instruction.result, instruction);
    this.callsUnknown = operations.some(({ op }) => this.isUnknownCall(op));
    for (const { op, result, loc } of operations)
      for (const value of overloadedOperands(op, result))
        if (!this.proved.has(value)) this.uses.push({ value, loc });
  }

  calls(): KnownFunction[] {
    return operationsOf(this.known.hir).flatMap(({ op }) =>
      op.kind === 'callKnown' || op.kind === 'closure' ? [op.target] : [],
    );
  }

  /**
   * What speaks against companions; `beginsAnew`: nothing that the function does itself must not happen twice before the operands have been looked at;
   * `isCertain`: nor what it calls.
   */
  limits(beginsAnew: boolean, isCertain: boolean): Limit[] {
    const limits: Limit[] = [];
    for (const { op, loc } of operationsOf(this.known.hir))
      if (op.kind === 'closure' && op.target.overloads && !this.file.isCallback(op.target))
        limits.push({ loc, what: 'operators of a function made here, which others may give objects' });
    if (!beginsAnew && !this.file.arraysAlone)
      limits.push({
        loc: this.uses[0]?.loc ?? this.known.hir.loc,
        what: 'an operator on what may be an object, in a function that cannot begin anew',
      });
    for (const { value, loc } of this.uses) {
      for (const source of this.sourcesOf(value)) {
        const what = this.refusal(source, beginsAnew, isCertain);
        if (what) limits.push({ loc, what });
      }
    }
    return limits;
  }

  private refusal(source: Value, beginsAnew: boolean, isCertain = beginsAnew): string | null {
    const definition = this.definitions.get(source);
    if (!definition || 'operands' in definition) return null;
    const { op } = definition;
    switch (op.kind) {
      case 'callUnknown':
        // Of functions that are not known a number is expected in files that ask for arrays alone.
        return op.givesNumber || (this.file.arraysAlone && !op.isPure && beginsAnew)
          ? null
          : `an operator on what ${op.text} gives`;
      case 'callKnown':
        return (!this.file.arraysAlone && mayGiveUnknown(op.target, new Set())) ||
          !(beginsAnew || this.givesKnown(op.target))
          ? `an operator on what ${op.target.name} gives`
          : null;
      case 'loadOuter':
        return isCertain ? null : `an operator on ${op.name}, which is declared outside`;
      case 'loadField':
      case 'loadIndex':
        return beginsAnew || (!this.storesUnknown() && this.isOfArguments(op.object, new Set()))
          ? null
          : 'an operator on what another function or a variable outside refers to';
      case 'helper':
        return op.name === 'inactiveCall' ? 'an operator on what a function without derivative gives' : null;
      default:
        return null;
    }
  }

  /** Does it store what may be an array that does not come with the arguments? */
  private storesUnknown(): boolean {
    this.stores ??= operationsOf(this.known.hir).some(({ op }) =>
      storedBy(op).some((value) =>
        [...this.sourcesOf(value)].some((source) => {
          const definition = this.definitions.get(source);
          const isLoad = definition && 'op' in definition && /^load(?:Field|Index)$/.test(definition.op.kind);
          return !isLoad && this.refusal(source, false) !== null;
        }),
      ),
    );
    return this.stores;
  }

  private givesKnown(target: KnownFunction): boolean {
    return target.givesNumber || this.others.get(target)?.givesArguments() === true;
  }

  /** Does it return what its arguments hold, or what it made of such? */
  private givesArguments(): boolean {
    // True in a recursion.
    if (this.gives === undefined) {
      this.gives = true;
      const { terminal } = chainEnd(this.known.hir.entry);
      this.gives =
        !this.storesUnknown() &&
        (terminal.kind !== 'return' || !terminal.value || this.isOfArguments(terminal.value, new Set()));
    }
    return this.gives;
  }

  /** Is it an argument, or made here, or part of such? */
  private isOfArguments(value: Value, seen: Set<Value>): boolean {
    if (seen.has(value)) return true;
    seen.add(value);
    const definition = this.definitions.get(value);
    if (!definition) return true;
    if ('operands' in definition)
      return definition.operands.every((each) => !each || this.isOfArguments(each, seen));
    const { op } = definition;
    switch (op.kind) {
      case 'loadField':
      case 'loadIndex':
        return this.isOfArguments(op.object, seen);
      case 'newArray':
      case 'newObject':
      case 'newTyped':
        return true;
      case 'callKnown':
        return this.others.get(op.target)?.givesArguments() === true;
      case 'callUnknown':
        return (
          op.self !== null &&
          this.isHarmlessMethod(op) &&
          [op.self, ...op.args].every((each) => this.isOfArguments(each, seen))
        );
      case 'constant':
        return true;
      case 'closure':
        return this.others.get(op.target)?.givesArguments() === true;
      case 'loadOuter':
        // `list.map(clone)`
        return [...this.others].some(([{ name }, facts]) => name === op.name && facts.givesArguments());
      case 'helper':
        return op.name === 'expectIterableArray' && this.isOfArguments(op.args[0]!, seen);
      default:
        return false;
    }
  }

  /** What a value may be, through phis and choices. */
  private sourcesOf(value: Value): Set<Value> {
    return sourcesOf(value, this.definitions);
  }

  private isUnknownCall(op: Operation): boolean {
    if (op.kind === 'construct') return !this.isArray(op.callee);
    if (op.kind !== 'callUnknown' || op.isPure || op.givesNumber) return false;
    return !this.isHarmlessMethod(op);
  }

  private isHarmlessMethod({ callee, self }: Extract<Operation, { kind: 'callUnknown' }>): boolean {
    const definition = this.definitions.get(callee);
    if (self === null || !definition || !('op' in definition)) return false;
    return definition.op.kind === 'loadField' && harmless.has(definition.op.key);
  }

  /** `new NDArray(…)` */
  private isArray(callee: Value): boolean {
    const definition = this.definitions.get(callee);
    return !!definition && 'op' in definition && definition.op.kind === 'loadOuter' && definition.op.name === 'NDArray'; // prettier-ignore
  }
}

/** What an operation puts into objects. */
function storedBy(op: Operation): readonly Value[] {
  switch (op.kind) {
    case 'storeField':
    case 'storeIndex':
      return [op.value];
    case 'newArray':
      return op.elements;
    case 'newObject':
      return op.values;
    case 'callKnown':
      return op.args;
    case 'callUnknown':
      // `list.push(x)`
      return op.self && !op.givesNumber ? op.args : [];
    default:
      return [];
  }
}

function sourcesOf(value: Value, definitions: ReadonlyMap<Value, Instruction | Phi>): Set<Value> {
  const found = new Set<Value>();
  const work = [value];
  for (let next = work.pop(); next; next = work.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const definition = definitions.get(next);
    if (!definition) continue;
    if ('operands' in definition) {
      for (const operand of definition.operands) if (operand) work.push(operand);
    } else if (definition.op.kind === 'select') work.push(definition.op.whenTrue, definition.op.whenFalse);
    else if (definition.op.kind === 'logical') work.push(definition.op.left, definition.op.right);
  }
  return found;
}

/** May a function of the file return what an unknown function gave it? */
function mayGiveUnknown({ hir, givesNumber }: KnownFunction, seen: Set<HIRFunction>): boolean {
  if (givesNumber || seen.has(hir)) return false;
  seen.add(hir);
  const { terminal } = chainEnd(hir.entry);
  if (terminal.kind !== 'return' || !terminal.value) return false;
  const definitions = new Map<Value, Instruction | Phi>();
  forEachBlock(hir.entry, ({ phis, instructions }) => {
    for (const phi of phis) definitions.set(phi.result, phi);
    for (const each of instructions) if (each.result) definitions.set(each.result, each);
  });
  return [...sourcesOf(terminal.value, definitions)].some((source) => {
    const definition = definitions.get(source);
    if (!definition || 'operands' in definition) return false;
    const { op } = definition;
    if (op.kind === 'callKnown') return mayGiveUnknown(op.target, seen);
    return (
      (op.kind === 'callUnknown' && !op.givesNumber) || (op.kind === 'helper' && op.name === 'inactiveCall')
    );
  });
}
