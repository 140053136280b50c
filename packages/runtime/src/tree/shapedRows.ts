/** Is told where a row has been put: under which key of an array, object or Map. */
export type Placed = (holder: object, key: unknown, row: number) => void;

/**
 * The shape of a result with its numbers replaced by rows, in the order of `ravel`; typed arrays become arrays, since they cannot hold rows.
 * @param placed  is told of each row in an array or object
 */
export function shapedRows(outputShape: unknown, rows: readonly unknown[], placed?: Placed): unknown {
  if (outputShape instanceof Float64Array && placed === undefined) return rows;
  let next = 0;
  return replaceNumbers(
    outputShape,
    (holder, key) => {
      if (holder !== undefined) placed?.(holder, key, next);
      return rows[next++];
    },
    new Map(),
  );
}

type Next = (holder: object | undefined, key?: unknown) => unknown;

function replaceNumbers(tree: unknown, next: Next, done: Map<object, unknown>): unknown {
  if (typeof tree === 'number') return next(undefined);
  if (typeof tree !== 'object' || tree === null) return null;
  const known = done.get(tree);
  if (known !== undefined) return known;
  if (tree instanceof Map) {
    const result = new Map<unknown, unknown>();
    done.set(tree, result);
    for (const [key, value] of tree)
      result.set(key, typeof value === 'number' ? next(result, key) : replaceNumbers(value, next, done));
    return result;
  }
  const isList = Array.isArray(tree) || ArrayBuffer.isView(tree);
  const result: Record<string, unknown> | unknown[] = isList ? [] : {};
  done.set(tree, result);
  for (const [key, value] of Object.entries(tree)) {
    (result as Record<string, unknown>)[key] =
      typeof value === 'number'
        ? next(result, isList ? Number(key) : key)
        : replaceNumbers(value, next, done);
  }
  return result;
}
