/** `random-seed` is CommonJS in a form of which Node does not see the names. */
import seed from 'random-seed';

export const { create } = seed;
