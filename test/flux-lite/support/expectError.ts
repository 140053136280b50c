import { expect } from 'chai';

/** Expects an error of the given code whose message contains each of the given texts. */
export function expectError(run: () => unknown, code: string, ...texts: string[]): void {
  let caught: unknown;
  try {
    run();
  } catch (error) {
    caught = error;
  }
  expect(caught, `expected an error ${code}`).to.be.instanceOf(Error);
  expect((caught as { code?: unknown }).code).to.equal(code);
  for (const text of texts) expect((caught as Error).message).to.contain(text);
}
