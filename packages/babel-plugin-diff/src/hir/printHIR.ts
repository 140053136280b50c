import { assertExhaustive } from './assertExhaustive.js';
import type { Block, HIRFunction, Instruction, Operation, Phi, Terminal, Value, Variable } from './model.js';
import { fallthroughOf } from './visitors.js';

/** Text of a function in HIR: the form that fixtures pin and that `debug` shows after each pass. */
export function printHIR(fn: HIRFunction): string {
  const lines: string[] = [`${fn.role} ${fn.name}(${fn.params.map(printTypedValue).join(', ')})`];
  printChain(fn.entry, 1, lines);
  return lines.join('\n') + '\n';
}

function printChain(entry: Block, depth: number, lines: string[]): void {
  const pad = '  '.repeat(depth);
  for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
    lines.push(`${pad}bb${block.id}:`);
    for (const phi of block.phis) lines.push(`${pad}  ${printPhi(phi)}`);
    for (const instruction of block.instructions) lines.push(`${pad}  ${printInstruction(instruction)}`);
    printTerminal(block.terminal, depth + 1, lines);
  }
}

function printTerminal(terminal: Terminal, depth: number, lines: string[]): void {
  const pad = '  '.repeat(depth);
  switch (terminal.kind) {
    case 'end':
      return;
    case 'return':
      lines.push(`${pad}return${terminal.value ? ' ' + printValue(terminal.value) : ''}`);
      return;
    case 'throw':
      lines.push(`${pad}throw ${printValue(terminal.value)}`);
      return;
    case 'jump':
      lines.push(`${pad}${terminal.to} L${terminal.label.id}`);
      return;
    case 'if':
      lines.push(`${pad}if ${printValue(terminal.test)} then`);
      printChain(terminal.consequent, depth + 1, lines);
      lines.push(`${pad}else`);
      printChain(terminal.alternate, depth + 1, lines);
      lines.push(`${pad}→ bb${terminal.fallthrough.id}`);
      return;
    case 'loop':
      lines.push(`${pad}${terminal.form} L${terminal.label.id} header`);
      printChain(terminal.header, depth + 1, lines);
      lines.push(`${pad}test ${terminal.test ? printValue(terminal.test) : 'true'} body`);
      printChain(terminal.body, depth + 1, lines);
      lines.push(`${pad}leave ${terminal.leave ? printValue(terminal.leave) : 'never'} update`);
      printChain(terminal.update, depth + 1, lines);
      lines.push(`${pad}→ bb${terminal.fallthrough.id}`);
      return;
    case 'label':
      lines.push(`${pad}label L${terminal.label.id}`);
      printChain(terminal.body, depth + 1, lines);
      lines.push(`${pad}→ bb${terminal.fallthrough.id}`);
      return;
    default:
      assertExhaustive(terminal);
  }
}

export function printValue(value: Value): string {
  return value.name ? `${value.name}$${value.id}` : `$${value.id}`;
}

function printTypedValue(value: Value): string {
  const type = value.type === 'bottom' ? '' : `: ${value.type}`;
  const holds = value.holds ? ` ${value.holds}` : '';
  return `${printValue(value)}${type}${holds}${value.active ? ' active' : ''}`;
}

function printPhi(phi: Phi): string {
  return `${printTypedValue(phi.result)} = phi(${phi.operands.map((o) => (o ? printValue(o) : '–')).join(', ')})`;
}

export function printInstruction(instruction: Instruction): string {
  const text = printOperation(instruction.op);
  return instruction.result ? `${printTypedValue(instruction.result)} = ${text}` : text;
}

function printVariable(variable: Variable): string {
  return `%${variable.name}.${variable.id}`;
}

function list(values: readonly Value[]): string {
  return values.map(printValue).join(', ');
}

function key(k: Value | string): string {
  return typeof k === 'string' ? `.${k}` : `[${printValue(k)}]`;
}

function tangents(given: readonly (Value | null)[] | undefined): string {
  return given ? ` with ${given.map((each) => (each ? printValue(each) : '–')).join(', ')}` : '';
}

function tape({ ofTangent }: { readonly ofTangent?: true }): string {
  return ofTangent ? 'tangent tape' : 'tape';
}

function printOperation(op: Operation): string {
  switch (op.kind) {
    case 'constant':
      return typeof op.value === 'string'
        ? JSON.stringify(op.value)
        : Object.is(op.value, -0)
          ? '-0'
          : String(op.value);
    case 'loadOuter':
      return `outer ${op.name}`;
    case 'storeOuter':
      return `outer ${op.name} := ${printValue(op.value)}`;
    case 'loadLocal':
      return printVariable(op.variable);
    case 'storeLocal':
      return `${printVariable(op.variable)} := ${printValue(op.value)}`;
    case 'unary':
      return `${op.operator} ${printValue(op.argument)}`;
    case 'binary':
    case 'logical':
      return `${printValue(op.left)} ${op.operator} ${printValue(op.right)}`;
    case 'select':
      return `select ${printValue(op.test)} ? ${printValue(op.whenTrue)} : ${printValue(op.whenFalse)}`;
    case 'math':
      return `Math.${op.name}(${list(op.args)})`;
    case 'loadField':
      return `${printValue(op.object)}${op.optional ? '?' : ''}.${op.key}`;
    case 'storeField':
      return `${printValue(op.object)}.${op.key} := ${printValue(op.value)}`;
    case 'deleteField':
      return `delete ${printValue(op.object)}.${op.key}`;
    case 'loadIndex':
      return `${printValue(op.object)}${op.optional ? '?.' : ''}[${printValue(op.index)}]`;
    case 'storeIndex':
      return `${printValue(op.object)}[${printValue(op.index)}] := ${printValue(op.value)}`;
    case 'newArray':
      return `[${list(op.elements)}]`;
    case 'newObject':
      return `${op.complex ? 'complex ' : ''}{ ${op.keys.map((k, i) => `${k}: ${printValue(op.values[i]!)}`).join(', ')} }`;
    case 'newTyped':
      return `new ${op.constructorName}(${op.argument ? printValue(op.argument) : ''})`;
    case 'callKnown':
      return `call ${op.target.name}(${list(op.args)})`;
    case 'callUnknown':
      return `call ${op.isLocal ? 'local' : op.isPure ? 'pure' : 'unknown'} ${printValue(op.callee)}(${op.self ? `this ${printValue(op.self)}; ` : ''}${list(op.args)})`;
    case 'construct':
      return `new unknown ${printValue(op.callee)}(${list(op.args)})`;
    case 'closure':
      return `closure ${op.target.name} [${list(op.captures)}]`;
    case 'template':
      return `template(${list(op.args)})`;
    case 'tapePush':
      return `push${op.reserved ? ' reserved' : ''} ${list(op.values)}${tangents(op.tangents)}`;
    case 'tapeSnapshot':
      return `${op.refers ? 'refer or ' : ''}snapshot ${printValue(op.object)}[${printValue(op.low)} … ${printValue(op.high)}]`;
    case 'tapeDropSnapshot':
      return 'drop snapshot';
    case 'tapeAt':
      return `${op.source ? printValue(op.source) : tape(op)} at ${printValue(op.position)}`;
    case 'tapeReserve':
      return `reserve ${printValue(op.amount)}`;
    case 'tapeDrop':
      return `drop ${op.count}`;
    case 'tapeRead':
      return `${tape(op)}[${op.offset}]`;
    case 'refPush':
      return `push refs ${list(op.values)}${tangents(op.tangents)}`;
    case 'refDrop':
      return `drop refs ${op.count}`;
    case 'refRead':
      return `${op.ofTangent ? 'tangent ' : ''}refs[${op.offset}]`;
    case 'accumulate':
      return `${printValue(op.shadow)}${op.maybeAbsent ? '?' : ''}${key(op.key)} += ${printValue(op.value)}`;
    case 'setSlot':
      return `${printValue(op.shadow)}${op.maybeAbsent ? '?' : ''}${key(op.key)} = ${printValue(op.value)}`;
    case 'takeSlot':
      return `take ${printValue(op.shadow)}${op.maybeAbsent ? '?' : ''}${key(op.key)}`;
    case 'newShadow':
      return `shadow ${op.like}(${op.keys.length ? op.keys.map((k, i) => `${k}: ${printValue(op.values[i]!)}`).join(', ') : list(op.values)})`;
    case 'orZero':
      return `${printValue(op.value)} ?? 0`;
    case 'zeroGuard':
      return `guard ${printValue(op.guard)} => ${printValue(op.value)}`;
    case 'callForward':
      return `forward${op.second ? ' tangent' : ''} ${op.target.name}(${list(op.args)})`;
    case 'callReverse':
      return op.tangent
        ? `reverse tangent ${op.target.name}(${printValue(op.cotangent)}, ${printValue(op.tangent)})`
        : `reverse ${op.target.name}(${printValue(op.cotangent)})`;
    case 'callTangent':
      return `${op.lanes ? 'lanes' : 'tangent'} ${op.target.name}(${list(op.args)})`;
    case 'callPart':
      return `part ${op.part}(${list(op.args)})`;
    case 'callRecord':
      return `record ${printValue(op.record)}.${op.entry}(${list(op.args)})`;
    case 'checkpointedLoop':
      return `checkpointed ${op.target.name}(${list(op.args)})`;
    case 'reverseCheckpointed':
      return `reverse checkpointed ${printValue(op.loop)}`;
    case 'tapeField':
      return `tape${op.lane ?? ''}.${op.field}`;
    case 'checkNumber':
      return `check ${printValue(op.value)}`;
    case 'setTapeField':
      return `tape${op.lane ?? ''}.${op.field} := ${printValue(op.value)}`;
    case 'readRegister':
      return `register${op.lane ?? ''} ${op.index}`;
    case 'writeRegister':
      return `register${op.lane ?? ''} ${op.index} := ${printValue(op.value)}`;
    case 'helper':
      return `${op.tape ? `tape${op.lane ?? ''}.` : ''}${op.name}(${list(op.args)})`;
    default:
      return assertExhaustive(op);
  }
}
