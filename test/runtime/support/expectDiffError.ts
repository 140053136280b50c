import { DiffError } from '@diffjs/runtime';
import { expect } from 'chai';

/** Expects a DiffError of the code, whose message matches every pattern; returns it. */
export function expectDiffError(run: () => unknown, code: string, ...patterns: RegExp[]): DiffError {
  let caught: unknown;
  try {
    run();
  } catch (error) {
    caught = error;
  }
  expect(caught, 'nothing was thrown').to.be.instanceOf(DiffError);
  const error = caught as DiffError;
  expect(error.code).to.equal(code);
  expect(error.message).to.match(new RegExp(`^${code}: .* See docs/errors/${code}\\.md$`, 's'));
  for (const pattern of patterns) expect(error.message).to.match(pattern);
  return error;
}
