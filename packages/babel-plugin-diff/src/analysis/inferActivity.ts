import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Instruction, Operation, Value } from '../hir/model.js';
import { chainEnd, forEachBlock, forEachOperand } from '../hir/visitors.js';

/**
 * Marks the values through which derivative flows from the differentiated inputs to the result.
 *
 * Needs: SSA, types.   Gives: `value.active` on every value.
 * Method: forward "varied" and backward "useful" data flow to a fixed point; active is both. Memory is taken as one: what is
 * loaded varies unless the object is known to hold integers only, what is stored is useful.
 * Reference: Hascoët & Pascual, ACM TOMS 39(3), 2013.
 */
export function inferActivity(fn: HIRFunction): void {
  const varied = findVaried(fn);
  const useful = findUseful(fn);
  const mark = (value: Value): void => {
    value.active = varied.has(value) && useful.has(value);
  };
  fn.params.forEach(mark);
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) mark(phi.result);
    for (const { result } of block.instructions) if (result) mark(result);
  });
}

/** Whether a value of this type can carry a derivative at all. */
function canCarry(value: Value): boolean {
  return (
    value.type !== 'boolean' && value.type !== 'string' && value.type !== 'none' && value.type !== 'bottom'
  );
}

function findVaried(fn: HIRFunction): Set<Value> {
  const varied = new Set<Value>(fn.params.filter(canCarry));
  for (let changed = true; changed;) {
    changed = false;
    const add = (value: Value): void => {
      if (!varied.has(value) && canCarry(value)) {
        varied.add(value);
        changed = true;
      }
    };
    forEachBlock(fn.entry, (block) => {
      for (const phi of block.phis)
        if (phi.operands.some((operand) => operand && varied.has(operand))) add(phi.result);
      for (const { op, result } of block.instructions)
        if (result && variesBy(op, result, varied)) add(result);
    });
  }
  return varied;
}

function variesBy(op: Operation, result: Value, varied: ReadonlySet<Value>): boolean {
  switch (op.kind) {
    case 'constant':
    case 'template':
    case 'logical':
    case 'deleteField':
      return false;
    case 'loadOuter':
      // A number outside is a constant of the call; an object may hold active values.
      return !isNumeric(result.type);
    case 'loadField':
      return op.key !== 'length';
    case 'unary':
      return (op.operator === '-' || op.operator === '+') && varied.has(op.argument);
    case 'binary':
      return isArithmetic(op.operator) && (varied.has(op.left) || varied.has(op.right));
    case 'select':
      return varied.has(op.whenTrue) || varied.has(op.whenFalse);
    case 'math':
      return !WITHOUT_DERIVATIVE.has(op.name) && op.args.some((arg) => varied.has(arg));
    case 'helper':
      return op.name !== 'forInKeys' && op.name !== 'inactiveCall';
    default:
      return true;
  }
}

/** Piecewise constant functions of `Math`: their derivative is zero wherever it exists. */
const WITHOUT_DERIVATIVE: ReadonlySet<string> = new Set([
  'floor',
  'ceil',
  'round',
  'trunc',
  'sign',
  'clz32',
  'imul',
  'random',
]);

function isArithmetic(operator: string): boolean {
  return (
    operator === '+' ||
    operator === '-' ||
    operator === '*' ||
    operator === '/' ||
    operator === '%' ||
    operator === '**'
  );
}

function findUseful(fn: HIRFunction): Set<Value> {
  const useful = new Set<Value>();
  const end = chainEnd(fn.entry).terminal;
  if (end.kind === 'return' && end.value) useful.add(end.value);
  for (let changed = true; changed;) {
    changed = false;
    const add = (value: Value): void => {
      if (!useful.has(value)) {
        useful.add(value);
        changed = true;
      }
    };
    forEachBlock(fn.entry, (block) => {
      for (const phi of block.phis) {
        if (useful.has(phi.result)) for (const operand of phi.operands) if (operand) add(operand);
      }
      for (const instruction of block.instructions) addUseful(instruction, useful, add);
    });
  }
  return useful;
}

function addUseful(
  { op, result }: Instruction,
  useful: ReadonlySet<Value>,
  add: (value: Value) => void,
): void {
  switch (op.kind) {
    case 'unary':
    case 'binary':
    case 'math':
      if (result && useful.has(result) && variesBy(op, result, ALL)) forEachOperand(op, add);
      return;
    case 'select':
      if (useful.has(result!)) {
        add(op.whenTrue);
        add(op.whenFalse);
      }
      return;
    case 'loadIndex':
    case 'loadField':
      // The base is kept for its shadow whenever something is loaded from it.
      if (useful.has(result!)) add(op.object);
      return;
    case 'storeField':
    case 'storeIndex':
      add(op.object);
      add(op.value);
      return;
    case 'newArray':
      for (const element of op.elements) add(element);
      return;
    case 'newObject':
      for (const value of op.values) add(value);
      return;
    case 'newTyped':
      if (op.argument) add(op.argument);
      return;
    case 'callKnown':
    case 'callUnknown':
    case 'construct':
    case 'closure':
    case 'helper':
    case 'storeOuter':
      forEachOperand(op, add);
      return;
    default:
      return;
  }
}

/** Stands for "every value varies": asks an operation only whether it can pass a derivative on. */
const ALL: ReadonlySet<Value> = { has: () => true } as unknown as ReadonlySet<Value>;
