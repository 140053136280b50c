import { DiffError } from '../errors/DiffError.js';
import type { AnyFunction, CompanionFunctions, Companions, PendingCompanions } from './Companions.js';
import { COMPANIONS, PROTOCOL_VERSION } from './Companions.js';

/**
 * Attaches companions to a function under a non-enumerable symbol property; emitted code calls it.
 *
 * @param name  the function's name, for messages
 * @param version  the protocol version that the code was compiled for
 * @param make  gives the companions; run at the first differentiation
 * @returns `fn`
 * @throws DIFF3007 if the code was compiled for another version of the protocol
 */
export function attach<F extends AnyFunction>(
  fn: F,
  name: string,
  version: number,
  make: () => CompanionFunctions,
): F {
  if (version !== PROTOCOL_VERSION) throw versionError(name, version);
  const pending: PendingCompanions = { version, owner: fn, name, make, record: undefined };
  Object.defineProperty(fn, COMPANIONS, {
    value: pending,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  return fn;
}

/** The record carried by `f` itself, made now if it was pending; undefined if `f` carries none of its own. */
export function carriedRecord(f: AnyFunction): Companions | undefined {
  const carried = (f as { [COMPANIONS]?: Companions | PendingCompanions })[COMPANIONS];
  if (carried === undefined || carried === null) return undefined;
  if (carried.fn !== undefined) {
    if (carried.fn !== f) return undefined;
    if (carried.version !== PROTOCOL_VERSION) throw versionError(carried.name, carried.version);
    return carried;
  }
  return carried.owner === f ? settle(f, carried) : undefined;
}

function settle(f: AnyFunction, pending: PendingCompanions): Companions {
  if (pending.record !== undefined) return pending.record;
  const { version, name } = pending;
  if (version !== PROTOCOL_VERSION) throw versionError(name, version);
  const { forward, reverse, tangent, arity, constructs } = pending.make();
  const record: Companions = { version, fn: f, name, forward, reverse, tangent, arity, constructs };
  pending.record = record;
  const property = Object.getOwnPropertyDescriptor(f, COMPANIONS);
  if (property?.writable === true) (f as { [COMPANIONS]?: Companions })[COMPANIONS] = record;
  return record;
}

function versionError(name: string, version: unknown): DiffError {
  return new DiffError(
    'DIFF3007',
    `\`${name}\` was compiled for version ${String(version)} of the companion protocol, and this runtime speaks version ${PROTOCOL_VERSION}. ` +
      'Build the package that holds it with the babel-plugin-diff that belongs to this @diffjs/runtime.',
  );
}
