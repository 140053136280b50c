/** Whether a store into one array cannot change the other: different objects, and not two views of one buffer. */
export function areApart(a: unknown, b: unknown): boolean {
  if (a === b) return false;
  return !(ArrayBuffer.isView(a) && ArrayBuffer.isView(b) && a.buffer === b.buffer);
}
