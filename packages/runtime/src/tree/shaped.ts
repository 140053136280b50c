/** The shape of the result with its numbers replaced by rows. */
export function shaped(outputShape: unknown, rows: readonly unknown[]): unknown {
  if (outputShape instanceof Float64Array) return rows;
  let next = 0;
  return replaceNumbers(outputShape, () => rows[next++], new Map());
}

/** The tree with each number replaced, in the order of `ravel`; typed arrays become arrays, since they cannot hold rows. */
function replaceNumbers(tree: unknown, next: () => unknown, done: Map<object, unknown>): unknown {
  if (typeof tree === 'number') return next();
  if (typeof tree !== 'object' || tree === null) return null;
  const known = done.get(tree);
  if (known !== undefined) return known;
  if (tree instanceof Map) {
    const result = new Map<unknown, unknown>();
    done.set(tree, result);
    for (const [key, value] of tree) result.set(key, replaceNumbers(value, next, done));
    return result;
  }
  const list = Array.isArray(tree) || ArrayBuffer.isView(tree);
  const result: Record<string, unknown> | unknown[] = list ? [] : {};
  done.set(tree, result);
  for (const [key, value] of Object.entries(tree)) {
    (result as Record<string, unknown>)[key] = replaceNumbers(value, next, done);
  }
  return result;
}
