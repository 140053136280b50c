/** Has no elements, and so ignores what is stored into them. */
const NOTHING = /* @__PURE__ */ new Float64Array(0);

/** The shadow, or in place of an absent one an array to whose elements a loop adds without effect. */
export function orNothing(shadow: unknown): unknown {
  return shadow === undefined ? NOTHING : shadow;
}
