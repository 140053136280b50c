import type {
  Block,
  BlockId,
  ConstantValue,
  Instruction,
  Label,
  Loc,
  Operation,
  Phi,
  Terminal,
  Value,
  ValueId,
  ValueType,
  Variable,
  VariableId,
} from './model.js';

let nextValue = 0;
let nextBlock = 0;
let nextVariable = 0;
let nextLabel = 0;

/** Restarts numbering, so that the printed form of a function does not depend on what was compiled before it. */
export function resetIds(): void {
  nextValue = nextBlock = nextVariable = nextLabel = 0;
}

export function newValue(name: string | null = null, type: ValueType = 'bottom'): Value {
  return { id: nextValue++ as ValueId, name, type, active: false };
}

/** Another value that stands for the same, in another function or at another place. */
export function valueLike({ name, type, active, isShadow }: Value): Value {
  const value = newValue(name, type);
  value.active = active;
  if (isShadow) value.isShadow = true;
  return value;
}

export function newVariable(name: string): Variable {
  return { id: nextVariable++ as VariableId, name };
}

export function newLabel(name: string | null = null): Label {
  return { id: nextLabel++, name };
}

export function newBlock(terminal: Terminal = { kind: 'end' }): Block {
  return { id: nextBlock++ as BlockId, phis: [], instructions: [], terminal };
}

export function newPhi(result: Value, operands: (Value | null)[], loc: Loc = null): Phi {
  return { result, operands, loc };
}

/** Appends instructions to a current block that moves on as terminals are set. */
export class Builder {
  constructor(public block: Block = newBlock()) {}

  /** Emits an operation with a result and returns the result. */
  value(op: Operation, loc: Loc = null, type: ValueType = 'bottom', name: string | null = null): Value {
    const result = newValue(name, type);
    this.block.instructions.push({ result, op, loc });
    return result;
  }

  /** Emits an operation for its effect. */
  effect(op: Operation, loc: Loc = null): Instruction {
    const instruction: Instruction = { result: null, op, loc };
    this.block.instructions.push(instruction);
    return instruction;
  }

  constant(value: ConstantValue, loc: Loc = null): Value {
    return this.value({ kind: 'constant', value }, loc, typeOfConstant(value));
  }

  /** Ends the current block with a terminal that has a fallthrough and continues there. */
  continueAt(terminal: Terminal, fallthrough: Block): void {
    this.block.terminal = terminal;
    this.block = fallthrough;
  }
}

export function typeOfConstant(value: ConstantValue): ValueType {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'int' : 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      return 'none';
  }
}
