import { Builder, newVariable } from '../hir/builder.js';
import type { HIRFunction, Instruction, Operation, Value, Variable } from '../hir/model.js';
import { forEachBlock, mapAllOperands } from '../hir/visitors.js';
import { findAggregates, isElementsOf, type Aggregate } from './findAggregates.js';

/**
 * Replaces object and array literals of which nobody outside the function can know by one local per field.
 *
 * Needs: lowered HIR (locals), best after `inlineCalls`.   Gives: lowered HIR without those literals; one that is only returned is made at
 * the return.
 *
 * An object that is never written to after it was made is its fields: each local that holds such objects becomes a local per
 * field, and a copy copies the fields. One that is written to has one set of locals, and must then never be exchanged for
 * another one. Literals inside literals take another round.
 * Reference: Lattner & Adve's scalar replacement of aggregates, done on sources instead of stack slots.
 */
export function replaceAggregates(fn: HIRFunction): void {
  for (let aggregates = findAggregates(fn); aggregates.length > 0; aggregates = findAggregates(fn)) {
    for (const aggregate of aggregates) new AggregateReplacer(fn, aggregate).run();
  }
}

class AggregateReplacer {
  private readonly fields = new Map<Variable, Variable[]>();
  /** Fields of an object that is not mutated, by the value that holds it. */
  private readonly contents = new Map<Value, readonly Value[]>();
  /** The one set of locals of an object that is. */
  private readonly slots: Variable[];
  private readonly replaced = new Map<Value, Value>();
  private readonly constants = new Map<Value, Operation>();

  constructor(
    private readonly fn: HIRFunction,
    private readonly aggregate: Aggregate,
  ) {
    const { kind, keys, variables, values } = aggregate;
    const name = [...variables][0]?.name ?? [...values].find((value) => value.name)?.name ?? kind;
    this.slots = fieldLocals(name, keys);
    for (const variable of variables) this.fields.set(variable, fieldLocals(variable.name, keys));
  }

  run(): void {
    forEachBlock(this.fn.entry, (block) => {
      const builder = new Builder(block);
      const before = block.instructions;
      block.instructions = [];
      for (const instruction of before) {
        if (instruction.op.kind === 'constant') this.constants.set(instruction.result!, instruction.op);
        if (this.aggregate.mutated) this.rewriteMutated(builder, instruction);
        else this.rewriteFixed(builder, instruction);
      }
      const { terminal } = block;
      if (terminal.kind === 'return' && terminal.value && this.aggregate.values.has(terminal.value)) {
        terminal.value = this.materialise(builder, terminal.value);
      }
    });
    if (this.aggregate.mutated && this.hasAbsentStore) this.clearSlots();
    mapAllOperands(this.fn, (value) => this.resolve(value));
  }

  private hasAbsentStore = false;

  private resolve(value: Value): Value {
    const by = this.replaced.get(value);
    return by ? this.resolve(by) : value;
  }

  private holds(value: Value): boolean {
    return this.aggregate.values.has(value);
  }

  private isAbsent(value: Value): boolean {
    return this.constants.has(value);
  }

  /** The objects are their fields. */
  private rewriteFixed(builder: Builder, instruction: Instruction): void {
    const { op, result, loc } = instruction;
    switch (op.kind) {
      case 'newObject':
      case 'newArray':
        if (!this.holds(result!)) break;
        this.contents.set(result!, op.kind === 'newObject' ? op.values : op.elements);
        return;
      case 'loadLocal': {
        const locals = this.fields.get(op.variable);
        if (!locals) break;
        const loaded = locals.map((variable) => builder.value({ kind: 'loadLocal', variable }, loc));
        this.contents.set(result!, loaded);
        return;
      }
      case 'storeLocal': {
        const locals = this.fields.get(op.variable);
        if (!locals) break;
        const values = this.isAbsent(op.value) ? null : this.contents.get(op.value)!;
        locals.forEach((variable, i) => {
          builder.effect({ kind: 'storeLocal', variable, value: values ? values[i]! : op.value }, loc);
        });
        return;
      }
      case 'loadField':
      case 'loadIndex': {
        if (!this.holds(op.object)) break;
        const field = this.indexOf(op);
        if (field < 0) builder.block.instructions.push(this.length(instruction));
        else this.replaced.set(result!, this.contents.get(op.object)![field]!);
        return;
      }
      case 'helper':
        if (!isElementsOf(op) || !this.holds(result!)) break;
        this.contents.set(result!, this.contents.get(op.args[0]!)!);
        return;
    }
    builder.block.instructions.push(instruction);
  }

  /** One object at a time, its fields in `slots`. */
  private rewriteMutated(builder: Builder, instruction: Instruction): void {
    const { op, result, loc } = instruction;
    switch (op.kind) {
      case 'newObject':
      case 'newArray':
        if (!this.holds(result!)) break;
        (op.kind === 'newObject' ? op.values : op.elements).forEach((value, i) => {
          builder.effect({ kind: 'storeLocal', variable: this.slots[i]!, value }, loc);
        });
        return;
      case 'loadLocal':
        if (!this.fields.has(op.variable)) break;
        return;
      case 'storeLocal':
        if (!this.fields.has(op.variable)) break;
        this.hasAbsentStore ||= this.isAbsent(op.value);
        return;
      case 'loadField':
      case 'loadIndex': {
        if (!this.holds(op.object)) break;
        const field = this.indexOf(op);
        if (field < 0) builder.block.instructions.push(this.length(instruction));
        else instruction.op = { kind: 'loadLocal', variable: this.slots[field]! };
        if (field >= 0) builder.block.instructions.push(instruction);
        return;
      }
      case 'storeField':
      case 'storeIndex':
        if (!this.holds(op.object)) break;
        builder.effect({ kind: 'storeLocal', variable: this.slots[this.indexOf(op)]!, value: op.value }, loc);
        return;
      case 'helper':
        if (!isElementsOf(op) || !this.holds(result!)) break;
        return;
    }
    builder.block.instructions.push(instruction);
  }

  /** Position of the accessed field; −1 for the length of an array. */
  private indexOf(op: Operation): number {
    if (op.kind === 'loadField' || op.kind === 'storeField') return this.aggregate.keys.indexOf(op.key);
    if (op.kind !== 'loadIndex' && op.kind !== 'storeIndex') return -1;
    const index = this.constants.get(op.index);
    return index?.kind === 'constant' ? this.aggregate.keys.indexOf(String(index.value)) : -1;
  }

  private length(instruction: Instruction): Instruction {
    instruction.op = { kind: 'constant', value: this.aggregate.keys.length };
    return instruction;
  }

  private materialise(builder: Builder, value: Value): Value {
    const { kind, keys, mutated, complex } = this.aggregate;
    const values = mutated
      ? this.slots.map((variable) => builder.value({ kind: 'loadLocal', variable }))
      : [...this.contents.get(value)!];
    return builder.value(
      kind === 'array'
        ? { kind: 'newArray', elements: values }
        : { kind: 'newObject', keys, values, ...(complex && { complex }) },
    );
  }

  /** Where a way through an inlined callee may end without the object, its fields are still to be read as locals. */
  private clearSlots(): void {
    const prologue = new Builder();
    const value = prologue.value({ kind: 'constant', value: undefined, absent: true });
    for (const variable of this.slots) prologue.effect({ kind: 'storeLocal', variable, value });
    this.fn.entry.instructions.unshift(...prologue.block.instructions);
  }
}

function fieldLocals(name: string, keys: readonly string[]): Variable[] {
  return keys.map((key) => newVariable(`${name}_${key.replace(/[^\p{ID_Continue}$]+/gu, '_')}`));
}
