import { DiffError } from '../errors/DiffError.js';
import type {
  AnyFunction,
  CompanionFunctions,
  Companions,
  EmittedCompanions,
  PendingCompanions,
} from './Companions.js';
import { COMPANIONS, PROTOCOL_VERSION } from './Companions.js';
import { carrier } from './carrier.js';
import { completed } from './completed.js';
import { hasProxies, proxyOf } from './knownProxies.js';

/**
 * Attaches companions to a function, where nothing that a program could ask shows them; emitted code calls it.
 *
 * @param name  the function's name, for messages
 * @param version  the protocol version that the code was compiled for
 * @param make  gives the companions; run with the function itself at the first differentiation
 * @returns `fn`
 * @throws DIFF3007 if the code was compiled for another version of the protocol
 */
export function attach<F extends AnyFunction>(
  fn: F,
  name: string,
  version: number,
  make: (fn: AnyFunction) => EmittedCompanions,
): F {
  if (version !== PROTOCOL_VERSION) throw versionError(name, version);
  carrier.set(fn, { version, owner: fn, name, make, complete: completed, record: undefined });
  return fn;
}

/** Gives a function a record that is there already. */
export function carryRecord(record: Companions): void {
  const { fn, name, version } = record;
  carrier.set(fn, { version, owner: fn, name, make: () => record, record });
}

/**
 * Gives a function a record that is made when it is first asked for.
 * @param before  what the function carried so far
 */
export function carryLater(
  fn: AnyFunction,
  name: string,
  make: () => CompanionFunctions & Partial<Companions>,
  before?: PendingCompanions,
): void {
  let record: Companions | undefined;
  carrier.set(fn, {
    version: PROTOCOL_VERSION,
    owner: fn,
    name,
    make: before?.make ?? make,
    get record() {
      return (record ??= { ...make(), version: PROTOCOL_VERSION, fn, name });
    },
  });
}

/** The record carried by `f` itself, made now if it was pending; undefined if `f` carries none of its own. */
export function carriedRecord(f: AnyFunction): Companions | undefined {
  const pending = carrier.get(f);
  if (pending === undefined) return recordInProperty(f);
  const { complete = completed } = pending;
  return complete === completed ? (pending.record ?? settle(f, pending)) : ofOtherCopy(f, pending);
}

const views = new WeakMap<PendingCompanions, Companions>();

/**
 * The record of a function whose code imports another copy of the runtime. Its traced form works on that copy's registers, so that
 * it is called through its companions.
 */
function ofOtherCopy(f: AnyFunction, pending: PendingCompanions): Companions {
  let view = views.get(pending);
  if (view === undefined) {
    const record = pending.record ?? settle(f, pending);
    const own = {
      traced: undefined,
      nest: undefined,
      construct: undefined,
      branches: undefined,
      local: undefined,
    };
    view = { ...record, ...own, isForeign: true };
    views.set(pending, view);
  }
  return view;
}

/** Records of hand-written code and of other tools stand in a property; one is taken only if it names the function called. */
function recordInProperty(f: AnyFunction): Companions | undefined {
  // A proxy would be asked.
  if (hasProxies() && proxyOf(f) !== undefined) return undefined;
  const carried = (f as { [COMPANIONS]?: Companions | PendingCompanions })[COMPANIONS];
  if (carried === undefined || carried === null) return undefined;
  if (carried.fn !== undefined) {
    if (carried.fn !== f) return undefined;
    if (carried.version !== PROTOCOL_VERSION) throw versionError(carried.name, carried.version);
    return carried;
  }
  return carried.owner === f ? (carried.record ?? settle(f, carried)) : undefined;
}

function settle(f: AnyFunction, pending: PendingCompanions): Companions {
  const { version, name, complete = completed } = pending;
  if (version !== PROTOCOL_VERSION) throw versionError(name, version);
  const record: Companions = { version, fn: f, name, ...complete(f, name, pending.make(f)) };
  pending.record = record;
  return record;
}

function versionError(name: string, version: unknown): DiffError {
  return new DiffError(
    'DIFF3007',
    `\`${name}\` was compiled for version ${String(version)} of the companion protocol, and this runtime speaks version ${PROTOCOL_VERSION}. ` +
      'Build the package that holds it with the babel-plugin-diff that belongs to this @diffjs/runtime.',
  );
}
