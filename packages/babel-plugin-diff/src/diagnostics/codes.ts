/** What kind of thing went wrong, in the user's terms. */
export type DiagnosticCategory =
  'invalid input' | 'wrong option' | 'not supported yet' | 'cannot be differentiated';

interface CodeInfo {
  readonly category: DiagnosticCategory;
  /** One sentence; `{what}` is filled in where the problem is reported. */
  readonly message: string;
  /** What to write instead. */
  readonly advice: string;
}

const INACTIVE_ADVICE =
  'If no derivative has to flow through it, move it into a function of its own marked /* @nondifferentiable */.';

/** Every problem that the compiler can report at build time; `docs/errors/<code>.md` explains each. */
export const diagnosticCodes = {
  DIFF1001: {
    category: 'invalid input',
    message: '`{what}` is not an annotation',
    advice: 'Write /* @differentiable */ or /* @nondifferentiable */.',
  },
  DIFF1002: {
    category: 'invalid input',
    message: '{what}',
    advice:
      'Put the annotation directly before a function, or at the top of the file for all of its functions.',
  },
  DIFF1003: {
    category: 'wrong option',
    message: '{what}',
    advice: "The options are include ('annotated' or 'all'), runtime, packages, operators and order.",
  },
  DIFF1004: {
    category: 'invalid input',
    message: '{what}',
    advice: 'Keep one of the two annotations.',
  },
  DIFF1005: {
    category: 'invalid input',
    message: '{what}',
    advice:
      'Write /* @checkpoint */, or /* @checkpoint 20 */ for so many snapshots, directly before a loop of a /* @differentiable */ function.',
  },
  DIFF1119: {
    category: 'not supported yet',
    message: '{what} cannot be compiled yet',
    advice: INACTIVE_ADVICE,
  },
  DIFF1201: {
    category: 'cannot be differentiated',
    message: '`with` makes it impossible to tell what a name means',
    advice: 'Name the object in every access.',
  },
  DIFF1202: {
    category: 'cannot be differentiated',
    message: '`eval` makes it impossible to tell what the function computes',
    advice: INACTIVE_ADVICE,
  },
  DIFF1205: {
    category: 'cannot be differentiated',
    message: 'the loop marked `@checkpoint` cannot be run again: {what}',
    advice:
      'Its turns are run again when they are reversed. Take this out of the loop, or the annotation away.',
  },
} as const satisfies Record<`DIFF1${string}`, CodeInfo>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
