/** Calls of functions as methods and by `new`, in compiled form. */

/* @differentiable */
export function callMethod(f, self, ...args) {
  return Reflect.apply(f, self, args);
}

/* @differentiable */
export function methodOf(f, self) {
  return (...args) => Reflect.apply(f, self, args);
}

/* @differentiable */
export function makeInstance(F, target, ...args) {
  return Reflect.construct(F, args, target);
}
