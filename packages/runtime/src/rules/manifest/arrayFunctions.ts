/**
 * The functions of arrays that the runtime exports: they store into nothing that they are given, and what they give is new or a view. Programs that call
 * nothing else leave their arrays as they are until the reverse sweep has read them.
 */
export const arrayFunctions: readonly string[] = [
  'add',
  'asarray',
  'broadcastTo',
  'div',
  'expandDims',
  'matmul',
  'matrixTranspose',
  'mul',
  'neg',
  'square',
  'squeeze',
  'sub',
  'sum',
  'tanh',
  'transpose',
];
