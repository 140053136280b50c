/** Is it an object, whose derivative is in a shadow? */
export function isReference(o: unknown): o is object {
  return typeof o === 'object' && o !== null;
}
