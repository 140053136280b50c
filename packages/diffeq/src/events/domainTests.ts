import type { DiscreteEvent } from './Callback.js';

/** Says of a state whether it must not be stepped to. */
type DomainTest = (u: unknown, p: unknown, t: number) => boolean;

/** The tests of a solve and of its events; undefined if there are none. */
export function domainTests(
  events: readonly DiscreteEvent[],
  own: DomainTest | undefined,
): readonly DomainTest[] | undefined {
  if (events.length === 0) return own && [own];
  const tests: DomainTest[] = own === undefined ? [] : [own];
  for (const { isOutOfDomain } of events) if (isOutOfDomain !== undefined) tests.push(isOutOfDomain);
  return tests.length > 0 ? tests : undefined;
}
