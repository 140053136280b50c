/**
 * The shadow of what has none but is stored into (integer arrays, primitives): every slot reads as zero, and what is written is
 * dropped. A typed array would read as undefined past its end, and the sums of the reverse sweep would become NaN.
 */
export const SINK: unknown = /* @__PURE__ */ new Proxy(new Float64Array(0), {
  get(target, key) {
    if (isIndex(key)) return 0;
    const value: unknown = Reflect.get(target, key, target);
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  },
  set: () => true,
});

function isIndex(key: PropertyKey): boolean {
  return typeof key === 'string' && /^\d+$/.test(key);
}
