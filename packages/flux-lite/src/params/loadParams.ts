import { fluxError } from '../errors/fluxError.js';

/**
 * Writes trained parameters into a model, so that `model(x)` uses them; copies, and changes the model's own arrays in place.
 *
 * @param model  a layer, or an array or object of layers
 * @param tree  parameters of the shape of `params(model)`
 * @throws DIFF6003 if their shapes differ, before anything is written
 * @example loadParams(model, train(loss, params(model), Adam(0.01), { steps: 100 }).params);
 */
export function loadParams(model: unknown, tree: unknown): void {
  const writes: (() => void)[] = [];
  collect(model, tree, 'params', writes);
  for (const write of writes) write();
}

type Fields = { [name: string]: unknown };

function collect(part: unknown, tree: unknown, path: string, writes: (() => void)[]): void {
  if (part === null || (typeof part !== 'object' && typeof part !== 'function')) return;
  if (part instanceof Float64Array || part instanceof Float32Array) {
    const fits =
      (tree instanceof Float64Array || tree instanceof Float32Array) && tree.length === part.length;
    if (!fits)
      throw fluxError('DIFF6003', `${path} must be a float array of length ${part.length}, as in the model.`);
    writes.push(() => part.set(tree));
    return;
  }
  if (ArrayBuffer.isView(part)) return;
  const names = Object.keys(part);
  if (names.length === 0) return;
  if (tree === null || typeof tree !== 'object') {
    throw fluxError('DIFF6003', `${path} must have the fields ${names.join(', ')}, as in the model.`);
  }
  for (const name of names) {
    const [to, from] = [(part as Fields)[name], (tree as Fields)[name]];
    const here = Array.isArray(part) ? `${path}[${name}]` : `${path}.${name}`;
    if (typeof to !== 'number') collect(to, from, here, writes);
    else if (typeof from !== 'number')
      throw fluxError('DIFF6003', `${here} must be a number, as in the model.`);
    else writes.push(() => void ((part as Fields)[name] = from));
  }
}
