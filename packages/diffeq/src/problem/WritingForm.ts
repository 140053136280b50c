/**
 * A form `F` of four parameters that writes its result, beside a shorter form that returns it: in a union of the two, a function expression
 * with four parameters has theirs typed by `F`, and a shorter one by the form that returns.
 *
 * The generic signature does that: a shorter expression would have to fit both signatures, which have no types in common, so that this member of
 * the union says nothing of it. No function is of this type; the overload behind it takes `F` itself.
 */
export type WritingForm4<F> = F & (<T>(a: T, b: never, c: never) => never);

/** The same for a form that is three parameters long. */
export type WritingForm3<F> = F & (<T>(a: T, b: never) => never);

/** The same for a form that is five parameters long. */
export type WritingForm5<F> = F & (<T>(a: T, b: never, c: never, d: never) => never);
