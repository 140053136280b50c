/**
 * A plain tree of parameters: numbers and float arrays in arrays and plain objects; `null` where a part has none.
 *
 * Gradients of a model have the same shape, so the optimisers take both.
 */
export type ParamTree =
  | number
  | Float64Array
  | Float32Array
  | null
  | undefined
  | readonly ParamTree[]
  | { readonly [name: string]: ParamTree };
