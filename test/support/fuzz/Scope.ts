/** Types of the values of random programs. */
export type ValueKind =
  | { readonly kind: 'number' }
  | { readonly kind: 'array'; readonly length: number; readonly typed: boolean }
  | { readonly kind: 'matrix'; readonly rows: number; readonly columns: number }
  /** `{ x, y }` */
  | { readonly kind: 'point' }
  /** `{ p: { x, y }, w: [a, b, c], m }` */
  | { readonly kind: 'body' }
  /** An array of `{ x, y }`. */
  | { readonly kind: 'points'; readonly length: number };

export type ObjectKind = Exclude<ValueKind, { readonly kind: 'number' }>;

export interface Variable {
  readonly name: string;
  readonly type: ValueKind;
  /** May it be assigned? */
  readonly assignable: boolean;
}

/** An integer in 0 … limit, such as a loop's counter. */
export interface Counter {
  readonly name: string;
  readonly limit: number;
}

export interface FunctionSignature {
  readonly name: string;
  readonly params: readonly ValueKind[];
  /** null: called for its effects. */
  readonly result: ValueKind | null;
  /** The first parameter counts down to the end of the recursion. */
  readonly recursive: boolean;
}

/** What may be used at a place of the program. */
export interface Scope {
  readonly variables: readonly Variable[];
  readonly counters: readonly Counter[];
  readonly functions: readonly FunctionSignature[];
  readonly loops: readonly string[];
  readonly inLoop: boolean;
  readonly canBreak: boolean;
  /** What `return` gives here; `undefined` where there is no return. */
  readonly result: ValueKind | null | undefined;
  /** How many loops and calls are around: bounds the work. */
  readonly load: number;
}

export function isSameKind(a: ValueKind, b: ValueKind): boolean {
  if (a.kind === 'array' && b.kind === 'array') return a.length === b.length;
  if (a.kind === 'points' && b.kind === 'points') return a.length === b.length;
  if (a.kind === 'matrix' && b.kind === 'matrix') return a.rows === b.rows && a.columns === b.columns;
  return a.kind === b.kind;
}

export function annotationOf(type: ValueKind): string {
  switch (type.kind) {
    case 'number':
      return 'number';
    case 'array':
      return type.typed ? 'Float64Array' : 'number[]';
    case 'matrix':
      return 'number[][]';
    case 'point':
      return '{ x: number; y: number }';
    case 'body':
      return '{ p: { x: number; y: number }; w: number[]; m: number }';
    case 'points':
      return '{ x: number; y: number }[]';
  }
}

export const numberKind: ValueKind = { kind: 'number' };
