import { assertExhaustive } from './assertExhaustive.js';
import type { Block, HIRFunction, Instruction, LoopTerminal, Operation, Terminal, Value } from './model.js';

/** Calls `visit` with every operand of the operation, in order of evaluation. */
export function forEachOperand(op: Operation, visit: (value: Value) => void): void {
  mapOperands(op, (value) => {
    visit(value);
    return value;
  });
}

/** Replaces every operand of the operation by `map` of it, in place. */
export function mapOperands(op: Operation, map: (value: Value) => Value): void {
  switch (op.kind) {
    case 'constant':
    case 'loadOuter':
    case 'loadLocal':
    case 'tapeDrop':
    case 'tapeDropSnapshot':
    case 'tapeRead':
    case 'refDrop':
    case 'refRead':
    case 'tapeField':
      return;
    case 'readRegister':
      if (op.record) op.record = map(op.record);
      return;
    case 'storeOuter':
    case 'storeLocal':
    case 'setTapeField':
    case 'writeRegister':
    case 'checkNumber':
    case 'orZero':
      op.value = map(op.value);
      return;
    case 'unary':
      op.argument = map(op.argument);
      return;
    case 'binary':
    case 'logical':
      op.left = map(op.left);
      op.right = map(op.right);
      return;
    case 'select':
      op.test = map(op.test);
      op.whenTrue = map(op.whenTrue);
      op.whenFalse = map(op.whenFalse);
      return;
    case 'math':
    case 'callKnown':
    case 'callForward':
    case 'callTangent':
    case 'callPart':
    case 'template':
    case 'helper':
      mapAll(op.args, map);
      return;
    case 'loadField':
    case 'deleteField':
      op.object = map(op.object);
      return;
    case 'storeField':
      op.object = map(op.object);
      op.value = map(op.value);
      return;
    case 'loadIndex':
      op.object = map(op.object);
      op.index = map(op.index);
      return;
    case 'storeIndex':
      op.object = map(op.object);
      op.index = map(op.index);
      op.value = map(op.value);
      return;
    case 'newArray':
      mapAll(op.elements, map);
      return;
    case 'newObject':
    case 'newShadow':
      mapAll(op.values, map);
      return;
    case 'tapePush':
    case 'refPush':
      mapAll(op.values, map);
      if (op.tangents) op.tangents = op.tangents.map((tangent) => tangent && map(tangent));
      return;
    case 'newTyped':
      if (op.argument) op.argument = map(op.argument);
      return;
    case 'callUnknown':
      op.callee = map(op.callee);
      if (op.self) op.self = map(op.self);
      mapAll(op.args, map);
      return;
    case 'construct':
      op.callee = map(op.callee);
      mapAll(op.args, map);
      return;
    case 'closure':
      mapAll(op.captures, map);
      if (op.companions) mapAll(op.companions, map);
      if (op.second) for (const values of Object.values(op.second)) mapAll(values, map);
      return;
    case 'tapeSnapshot':
      op.object = map(op.object);
      op.low = map(op.low);
      op.high = map(op.high);
      op.minimum = map(op.minimum);
      op.reads = map(op.reads);
      return;
    case 'tapeAt':
      op.position = map(op.position);
      if (op.source) op.source = map(op.source);
      return;
    case 'tapeReserve':
      op.amount = map(op.amount);
      return;
    case 'accumulate':
    case 'setSlot':
      op.shadow = map(op.shadow);
      if (typeof op.key !== 'string') op.key = map(op.key);
      op.value = map(op.value);
      return;
    case 'takeSlot':
      op.shadow = map(op.shadow);
      if (typeof op.key !== 'string') op.key = map(op.key);
      return;
    case 'zeroGuard':
      op.guard = map(op.guard);
      op.value = map(op.value);
      return;
    case 'checkpointedLoop':
      if (op.start) op.start = map(op.start);
      if (op.bound) op.bound = map(op.bound);
      mapAll(op.args, map);
      return;
    case 'reverseCheckpointed':
      op.loop = map(op.loop);
      return;
    case 'callReverse':
      op.cotangent = map(op.cotangent);
      if (op.tangent) op.tangent = map(op.tangent);
      return;
    case 'callRecord':
      op.record = map(op.record);
      mapAll(op.args, map);
      return;
    default:
      assertExhaustive(op);
  }
}

function mapAll(values: Value[], map: (value: Value) => Value): void {
  for (let i = 0; i < values.length; i++) values[i] = map(values[i]!);
}

/** Replaces the values that a terminal itself reads (not those inside the blocks it owns). */
export function mapTerminalOperands(terminal: Terminal, map: (value: Value) => Value): void {
  switch (terminal.kind) {
    case 'if':
      terminal.test = map(terminal.test);
      return;
    case 'loop':
      if (terminal.test) terminal.test = map(terminal.test);
      if (terminal.leave) terminal.leave = map(terminal.leave);
      return;
    case 'return':
      if (terminal.value) terminal.value = map(terminal.value);
      return;
    case 'throw':
      terminal.value = map(terminal.value);
      return;
    case 'end':
    case 'jump':
    case 'label':
      return;
    default:
      assertExhaustive(terminal);
  }
}

/** Chains that a terminal owns, in order of execution. The header of a loop counts as a chain of one block. */
export function ownedChains(terminal: Terminal): Block[] {
  switch (terminal.kind) {
    case 'if':
      return [terminal.consequent, terminal.alternate];
    case 'loop':
      return [terminal.header, terminal.body, terminal.update];
    case 'label':
      return [terminal.body];
    default:
      return [];
  }
}

/** Where control meets again after the terminal; null when the chain ends here. */
export function fallthroughOf(terminal: Terminal): Block | null {
  return terminal.kind === 'if' || terminal.kind === 'loop' || terminal.kind === 'label'
    ? terminal.fallthrough
    : null;
}

/** The blocks of one chain, without those its terminals own. */
export function chainOf(entry: Block): Block[] {
  const blocks: Block[] = [];
  for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) blocks.push(block);
  return blocks;
}

/** Last block of a chain. */
export function chainEnd(entry: Block): Block {
  let block = entry;
  for (let next = fallthroughOf(block.terminal); next; next = fallthroughOf(block.terminal)) block = next;
  return block;
}

/** Every block below `entry`, in program order (reverse postorder of the graph): block, owned chains, fallthrough. */
export function forEachBlock(entry: Block, visit: (block: Block) => void): void {
  for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
    visit(block);
    for (const chain of ownedChains(block.terminal)) forEachBlock(chain, visit);
  }
}

export function forEachInstruction(
  fn: HIRFunction,
  visit: (instruction: Instruction, block: Block) => void,
): void {
  forEachBlock(fn.entry, (block) => {
    for (const instruction of block.instructions) visit(instruction, block);
  });
}

/** All loops of a function, outer before inner. */
export function loopsOf(fn: HIRFunction): LoopTerminal[] {
  const loops: LoopTerminal[] = [];
  forEachBlock(fn.entry, (block) => {
    if (block.terminal.kind === 'loop') loops.push(block.terminal);
  });
  return loops;
}

/** Everything that is defined in a loop, at any depth. */
export function definedIn({ header, body, update }: LoopTerminal): Set<Value> {
  const found = new Set<Value>();
  for (const chain of [header, body, update]) {
    forEachBlock(chain, ({ phis, instructions }) => {
      for (const { result } of phis) found.add(result);
      for (const { result } of instructions) if (result) found.add(result);
    });
  }
  return found;
}

/** Replaces operands of phis, instructions and terminals throughout a function. */
export function mapAllOperands(fn: HIRFunction, map: (value: Value) => Value): void {
  mapUses(fn.entry, map);
}

/** Replaces operands of phis, instructions and terminals in a chain and all that its terminals own. */
export function mapUses(entry: Block, map: (value: Value) => Value): void {
  forEachBlock(entry, (block) => {
    for (const phi of block.phis) phi.operands = phi.operands.map((operand) => operand && map(operand));
    for (const instruction of block.instructions) mapOperands(instruction.op, map);
    mapTerminalOperands(block.terminal, map);
  });
}

/** What an operation converts to a number, or joins. */
export function arithmeticOperands(op: Operation): readonly Value[] {
  switch (op.kind) {
    case 'binary':
      return [op.left, op.right];
    case 'unary':
      return op.operator === '-' || op.operator === '+' ? [op.argument] : [];
    case 'math':
      return op.args;
    default:
      return [];
  }
}
