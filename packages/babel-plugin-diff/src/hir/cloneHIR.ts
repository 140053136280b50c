import { assertExhaustive } from './assertExhaustive.js';
import { newBlock, newLabel, newValue, newVariable } from './builder.js';
import type {
  Block,
  HIRFunction,
  Instruction,
  Label,
  Operation,
  Phi,
  Terminal,
  Value,
  Variable,
} from './model.js';
import { fallthroughOf, mapOperands } from './visitors.js';

/** What a clone made: originals to copies. Values, variables and labels not in the maps are shared with the original. */
export interface CloneMaps {
  readonly values: Map<Value, Value>;
  readonly variables: Map<Variable, Variable>;
  readonly labels: Map<Label, Label>;
}

export interface CloneOptions {
  /** Gives the copy variables and labels of its own, so that it can stand beside the original in one function. */
  readonly rename?: boolean;
}

export interface ClonedFunction extends CloneMaps {
  readonly fn: HIRFunction;
}

export function newCloneMaps(): CloneMaps {
  return { values: new Map(), variables: new Map(), labels: new Map() };
}

/**
 * Copies a function: blocks, instructions and values are new, known functions and locations are shared.
 *
 * Parameters are always copied; variables and labels only with `rename`.
 */
export function cloneFunction(fn: HIRFunction, options: CloneOptions = {}): ClonedFunction {
  const maps = newCloneMaps();
  const params = fn.params.map((param) => defineValue(param, maps));
  const entry = cloneChain(fn.entry, maps, options);
  return { fn: { ...fn, params, entry }, ...maps };
}

/**
 * Copies the chain that begins with `entry` and all that its terminals own.
 *
 * Values defined inside get copies, entered in `maps.values`; an operand is replaced by its entry there, whether it
 * comes from the copy itself or was put there beforehand (as an inlined call does with the parameters).
 */
export function cloneChain(entry: Block, maps: CloneMaps, options: CloneOptions = {}): Block {
  declareChain(entry, maps, options);
  return copyChain(entry, maps);
}

/** A copy of an operation with operands, variables and labels replaced by what `maps` says. */
export function cloneOperation(op: Operation, maps: CloneMaps): Operation {
  const copy = copyOperation(op, maps);
  mapOperands(copy, (value) => maps.values.get(value) ?? value);
  return copy;
}

/** Enters copies of all that the chain defines, before operands are looked up: phis may refer to what comes later. */
function declareChain(entry: Block, maps: CloneMaps, options: CloneOptions): void {
  for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
    for (const phi of block.phis) defineValue(phi.result, maps);
    for (const { result, op } of block.instructions) {
      if (result) defineValue(result, maps);
      if (options.rename && (op.kind === 'loadLocal' || op.kind === 'storeLocal'))
        renameVariable(op.variable, maps);
    }
    const { terminal } = block;
    switch (terminal.kind) {
      case 'if':
        declareChain(terminal.consequent, maps, options);
        declareChain(terminal.alternate, maps, options);
        break;
      case 'loop':
        if (options.rename) renameLabel(terminal.label, maps);
        declareChain(terminal.header, maps, options);
        declareChain(terminal.body, maps, options);
        declareChain(terminal.update, maps, options);
        break;
      case 'label':
        if (options.rename) renameLabel(terminal.label, maps);
        declareChain(terminal.body, maps, options);
        break;
      case 'end':
      case 'return':
      case 'throw':
      case 'jump':
        break;
      default:
        assertExhaustive(terminal);
    }
  }
}

function defineValue(value: Value, maps: CloneMaps): Value {
  let copy = maps.values.get(value);
  if (!copy) {
    copy = newValue(value.name, value.type);
    copy.active = value.active;
    if (value.holds) copy.holds = value.holds;
    if (value.isNumber) copy.isNumber = true;
    if (value.isShadow) copy.isShadow = true;
    maps.values.set(value, copy);
  }
  return copy;
}

function renameVariable(variable: Variable, maps: CloneMaps): void {
  if (!maps.variables.has(variable)) maps.variables.set(variable, newVariable(variable.name));
}

function renameLabel(label: Label, maps: CloneMaps): void {
  if (!maps.labels.has(label)) maps.labels.set(label, newLabel(label.name));
}

function copyChain(entry: Block, maps: CloneMaps): Block {
  const first = newBlock();
  let copy = first;
  for (let block = entry; ;) {
    copy.phis = block.phis.map((phi) => copyPhi(phi, maps));
    copy.instructions = block.instructions.map((instruction) => copyInstruction(instruction, maps));
    const next = fallthroughOf(block.terminal);
    const nextCopy = next && newBlock();
    copy.terminal = copyTerminal(block.terminal, nextCopy, maps);
    if (!next || !nextCopy) return first;
    block = next;
    copy = nextCopy;
  }
}

function copyPhi(phi: Phi, maps: CloneMaps): Phi {
  return {
    result: lookUp(phi.result, maps),
    operands: phi.operands.map((operand) => operand && lookUp(operand, maps)),
    loc: phi.loc,
  };
}

function copyInstruction(instruction: Instruction, maps: CloneMaps): Instruction {
  return {
    result: instruction.result && lookUp(instruction.result, maps),
    op: cloneOperation(instruction.op, maps),
    loc: instruction.loc,
  };
}

function copyTerminal(terminal: Terminal, fallthrough: Block | null, maps: CloneMaps): Terminal {
  switch (terminal.kind) {
    case 'end':
      return terminal;
    case 'return':
      return { ...terminal, value: terminal.value && lookUp(terminal.value, maps) };
    case 'throw':
      return { ...terminal, value: lookUp(terminal.value, maps) };
    case 'jump':
      return { ...terminal, label: maps.labels.get(terminal.label) ?? terminal.label };
    case 'if':
      return {
        ...terminal,
        test: lookUp(terminal.test, maps),
        consequent: copyChain(terminal.consequent, maps),
        alternate: copyChain(terminal.alternate, maps),
        fallthrough: fallthrough!,
      };
    case 'loop':
      return {
        ...terminal,
        label: maps.labels.get(terminal.label) ?? terminal.label,
        header: copyChain(terminal.header, maps),
        test: terminal.test && lookUp(terminal.test, maps),
        body: copyChain(terminal.body, maps),
        leave: terminal.leave && lookUp(terminal.leave, maps),
        update: copyChain(terminal.update, maps),
        fallthrough: fallthrough!,
      };
    case 'label':
      return {
        ...terminal,
        label: maps.labels.get(terminal.label) ?? terminal.label,
        body: copyChain(terminal.body, maps),
        fallthrough: fallthrough!,
      };
    default:
      return assertExhaustive(terminal);
  }
}

function lookUp(value: Value, maps: CloneMaps): Value {
  return maps.values.get(value) ?? value;
}

/** A copy that shares no array with the original. */
function copyOperation(op: Operation, maps: CloneMaps): Operation {
  switch (op.kind) {
    case 'loadLocal':
    case 'storeLocal':
      return { ...op, variable: maps.variables.get(op.variable) ?? op.variable };
    case 'math':
    case 'callKnown':
    case 'callUnknown':
    case 'construct':
    case 'template':
    case 'callForward':
    case 'callTangent':
    case 'callPart':
    case 'callRecord':
    case 'checkpointedLoop':
    case 'helper':
      return { ...op, args: [...op.args] };
    case 'newArray':
      return { ...op, elements: [...op.elements] };
    case 'newObject':
    case 'newShadow':
    case 'tapePush':
    case 'refPush':
      return { ...op, values: [...op.values] };
    case 'closure':
      return {
        ...op,
        captures: [...op.captures],
        ...(op.companions ? { companions: [...op.companions] } : {}),
        ...(op.second
          ? { second: { mirrors: [...op.second.mirrors], tangents: [...op.second.tangents] } }
          : {}),
      };
    default:
      return { ...op };
  }
}
