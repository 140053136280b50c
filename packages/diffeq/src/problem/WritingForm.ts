/**
 * What tells the type checker which of two forms a function expression is in: `F`, the form that writes, is four parameters long and gives them
 * their types; to a shorter expression it gives none, for it cannot be called as both members at once, and the form that returns does.
 *
 * Nothing is of this type. A constructor has it beside the form that returns in an overload before the one that takes `F` itself.
 */
export type WritingForm4<F> = F & (<T>(a: T, b: never, c: never) => never);

/** The same for a form that is three parameters long. */
export type WritingForm3<F> = F & (<T>(a: T, b: never) => never);

/** The same for a form that is five parameters long. */
export type WritingForm5<F> = F & (<T>(a: T, b: never, c: never, d: never) => never);
