import type { OperatorName } from '../complex/protocol.js';
import { DiffError } from '../errors/DiffError.js';

type Operation = (...operands: never[]) => unknown;

type Table = Readonly<Record<Exclude<OperatorName, 'eq'>, Operation>>;

let operations: () => Readonly<Partial<Record<OperatorName, Operation>>> = () => ({});

/** Says which functions stand for the operators on arrays; the module of these functions does, when it is loaded. */
export function setOperators(table: () => Table): void {
  let known: Readonly<Record<OperatorName, Operation>> | undefined;
  operations = () => (known ??= { ...table(), eq });
}

/** Arrays are equal if they are the same one: `===` keeps its meaning. */
/* @nondifferentiable */
function eq(a: unknown, b: unknown): boolean {
  return a === b;
}

/** The function that stands for an operator. */
export function operatorOf(name: OperatorName): (...operands: unknown[]) => unknown {
  const operation = operations()[name];
  if (operation !== undefined) return operation as (...operands: unknown[]) => unknown;
  throw new DiffError(
    'DIFF3203',
    `the operator ${name} was used on an array, and its function has been left out of the bundle. Import one of add, sub, mul, div from @diffjs/runtime in the program.`,
  );
}
