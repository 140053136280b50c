import type { Block, HIRFunction, Instruction, Operation, Terminal, Value, Variable } from '../hir/model.js';
import { fallthroughOf, forEachOperand, mapTerminalOperands, ownedChains } from '../hir/visitors.js';
import { thresholds } from './cost.js';

/**
 * Objects of one shape and the locals that hold them, of which nobody outside can know: only fields are read and written.
 */
export interface Aggregate {
  readonly kind: 'object' | 'array';
  readonly keys: readonly string[];
  /** They are complex numbers. */
  readonly complex?: true;
  /** Locals and values that hold such an object. */
  readonly variables: ReadonlySet<Variable>;
  readonly values: ReadonlySet<Value>;
  /** All holders always hold the same object, and its fields are written after it was made. */
  readonly mutated: boolean;
}

type Holder = Value | Variable;

/** A chain of blocks; what stands earlier in it has been executed when something later in it, or below, is. */
interface Region {
  readonly parent: Region | null;
}

interface Place {
  readonly region: Region;
  readonly position: number;
}

interface Store {
  readonly place: Place;
  readonly value: Value;
}

/** What is known of a set of holders connected by copies. */
interface Group {
  readonly variables: Set<Variable>;
  readonly values: Set<Value>;
  readonly literals: Instruction[];
  /** Something other than a field access or a copy happens to the object, or something else than it is held. */
  escapes: boolean;
  /** Accesses that vanish with the object. */
  accesses: number;
  readonly keysUsed: Set<string>;
  stored: boolean;
  /** Array destructuring looks at it, for which only an array literal is certain to be right. */
  destructured: boolean;
}

/**
 * Finds the literals that can be replaced by one local per field.
 *
 * Needs: lowered HIR.   Method: holders connected by copies are one group (union–find); a group is refused when it holds anything but
 * literals of one shape, or when one of its uses could tell that there is an object.
 */
export function findAggregates(fn: HIRFunction): Aggregate[] {
  return new AggregateFinder(fn).run();
}

class AggregateFinder {
  private readonly parents = new Map<Holder, Holder>();
  private readonly definitions = new Map<Value, Instruction>();
  private readonly places = new Map<Instruction, Place>();
  private readonly instructions: Instruction[] = [];
  private readonly terminals: Terminal[] = [];

  constructor(private readonly fn: HIRFunction) {}

  run(): Aggregate[] {
    this.walk(this.fn.entry, null);
    if (![...this.definitions.values()].some(({ op }) => isLiteral(op))) return [];
    for (const instruction of this.instructions) this.connect(instruction);
    const groups = new Map<Holder, Group>();
    for (const instruction of this.instructions) this.examine(instruction, groups);
    for (const terminal of this.terminals) this.examineTerminal(terminal, groups);
    for (const param of this.fn.params) this.escape(param, groups);
    const found: Aggregate[] = [];
    for (const group of groups.values()) {
      const aggregate = this.accept(group);
      if (aggregate) found.push(aggregate);
    }
    return found;
  }

  private walk(entry: Block, parent: Region | null): void {
    const region: Region = { parent };
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      for (const instruction of block.instructions) {
        this.places.set(instruction, { region, position: this.instructions.length });
        this.instructions.push(instruction);
        if (instruction.result) this.definitions.set(instruction.result, instruction);
      }
      this.terminals.push(block.terminal);
      for (const chain of ownedChains(block.terminal)) this.walk(chain, region);
    }
  }

  private find(holder: Holder): Holder {
    const parent = this.parents.get(holder);
    if (parent === undefined || parent === holder) return holder;
    const root = this.find(parent);
    this.parents.set(holder, root);
    return root;
  }

  private union(a: Holder, b: Holder): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA !== rootB) this.parents.set(rootA, rootB);
  }

  private connect({ op, result }: Instruction): void {
    if (op.kind === 'loadLocal') this.union(result!, op.variable);
    else if (op.kind === 'storeLocal' && !this.isAbsent(op.value)) this.union(op.variable, op.value);
    else if (isElementsOf(op)) this.union(result!, op.args[0]!);
  }

  private isAbsent(value: Value): boolean {
    const op = this.definitions.get(value)?.op;
    return op?.kind === 'constant' && op.absent === true;
  }

  private groupOf(holder: Holder, groups: Map<Holder, Group>): Group {
    const root = this.find(holder);
    let group = groups.get(root);
    if (!group) {
      group = {
        variables: new Set(),
        values: new Set(),
        literals: [],
        escapes: false,
        accesses: 0,
        keysUsed: new Set(),
        stored: false,
        destructured: false,
      };
      groups.set(root, group);
    }
    return group;
  }

  private escape(value: Value, groups: Map<Holder, Group>): void {
    this.groupOf(value, groups).escapes = true;
  }

  private examine(instruction: Instruction, groups: Map<Holder, Group>): void {
    const { op, result } = instruction;
    if (result) {
      const group = this.groupOf(result, groups);
      group.values.add(result);
      if (isLiteral(op)) group.literals.push(instruction);
      else if (op.kind !== 'loadLocal' && !isElementsOf(op)) group.escapes = true;
    }
    switch (op.kind) {
      case 'loadLocal':
        this.groupOf(op.variable, groups).variables.add(op.variable);
        return;
      case 'storeLocal':
        this.groupOf(op.variable, groups).variables.add(op.variable);
        return;
      case 'loadField':
      case 'loadIndex':
      case 'storeField':
      case 'storeIndex':
        this.access(op, groups);
        return;
      case 'helper':
        if (isElementsOf(op)) {
          this.groupOf(result!, groups).destructured = true;
          return;
        }
        break;
    }
    forEachOperand(op, (operand) => this.escape(operand, groups));
  }

  private access(
    op: Extract<Operation, { kind: 'loadField' | 'loadIndex' | 'storeField' | 'storeIndex' }>,
    groups: Map<Holder, Group>,
  ): void {
    const group = this.groupOf(op.object, groups);
    const key = this.keyOf(op);
    if (op.kind === 'loadIndex' || op.kind === 'storeIndex') this.escape(op.index, groups);
    if (op.kind === 'storeField' || op.kind === 'storeIndex') {
      this.escape(op.value, groups);
      group.stored = true;
      if (key === 'length') group.escapes = true;
    }
    if (key === null) group.escapes = true;
    else group.keysUsed.add(key);
    group.accesses++;
  }

  /** The key of an access if it is known from the source. */
  private keyOf(op: Operation): string | null {
    if (op.kind === 'loadField' || op.kind === 'storeField') return op.key;
    if (op.kind !== 'loadIndex' && op.kind !== 'storeIndex') return null;
    const index = this.definitions.get(op.index)?.op;
    if (index?.kind !== 'constant') return null;
    return typeof index.value === 'number' || typeof index.value === 'string' ? String(index.value) : null;
  }

  private examineTerminal(terminal: Terminal, groups: Map<Holder, Group>): void {
    // An object that is only returned can be made at the return: nobody has seen it before.
    if (terminal.kind === 'return') return;
    mapTerminalOperands(terminal, (value) => {
      this.escape(value, groups);
      return value;
    });
  }

  private accept(group: Group): Aggregate | null {
    const [first] = group.literals;
    if (group.escapes || !first || group.accesses === 0) return null;
    const shape = shapeOf(first.op);
    if (!shape || shape.keys.length > thresholds.replacedFields) return null;
    if (!group.literals.every(({ op }) => isSameShape(shape, shapeOf(op)))) return null;
    if (group.destructured && shape.kind !== 'array') return null;
    for (const key of group.keysUsed) {
      // A key that the literal lacks may be found on the prototype.
      if (!shape.keys.includes(key) && !(shape.kind === 'array' && key === 'length')) return null;
    }
    if (group.stored && !this.isOneObject(group, first)) return null;
    return { ...shape, variables: group.variables, values: group.values, mutated: group.stored };
  }

  /** Whether at any time all holders hold the object made last at the group's only literal. */
  private isOneObject(group: Group, literal: Instruction): boolean {
    if (group.literals.length !== 1) return false;
    const stores = new Map<Variable, Store>();
    for (const instruction of this.instructions) {
      const { op } = instruction;
      if (op.kind !== 'storeLocal' || !group.variables.has(op.variable) || this.isAbsent(op.value)) continue;
      if (stores.has(op.variable)) return false;
      stores.set(op.variable, { place: this.places.get(instruction)!, value: op.value });
    }
    const made = this.places.get(literal)!;
    return this.instructions.every((instruction) => {
      const { op } = instruction;
      if (op.kind !== 'loadLocal' || !group.variables.has(op.variable)) return true;
      const store = stores.get(op.variable);
      return (
        store !== undefined &&
        dominates(made, store.place) &&
        dominates(store.place, this.places.get(instruction)!)
      );
    });
  }
}

function dominates(a: Place, b: Place): boolean {
  let region: Region | null = b.region;
  while (region && region !== a.region) region = region.parent;
  return region !== null && a.position < b.position;
}

interface Shape {
  readonly kind: 'object' | 'array';
  readonly keys: readonly string[];
  readonly complex?: true;
}

function shapeOf(op: Operation): Shape | null {
  if (op.kind === 'newArray') return { kind: 'array', keys: op.elements.map((_, i) => String(i)) };
  if (op.kind !== 'newObject' || op.keys.includes('__proto__') || new Set(op.keys).size < op.keys.length)
    return null;
  return { kind: 'object', keys: op.keys, ...(op.complex && { complex: true }) };
}

function isSameShape(a: Shape, b: Shape | null): boolean {
  return (
    b !== null &&
    a.kind === b.kind &&
    a.complex === b.complex &&
    a.keys.length === b.keys.length &&
    a.keys.every((k, i) => k === b.keys[i])
  );
}

function isLiteral(op: Operation): boolean {
  return op.kind === 'newArray' || op.kind === 'newObject';
}

/** The check that array destructuring makes; it gives back its first operand. */
export function isElementsOf(op: Operation): op is Extract<Operation, { kind: 'helper' }> {
  return op.kind === 'helper' && op.name === 'expectIterableArray';
}
