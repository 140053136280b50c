/** Fails to compile where a variant of a union is not handled; throws if one slips through at run time. */
export function assertExhaustive(value: never): never {
  throw new Error(`unhandled variant ${JSON.stringify(value)}`);
}
