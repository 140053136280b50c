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
  DIFF1101: {
    category: 'not supported yet',
    message: '`try` is not supported yet in a differentiable function',
    advice: `Check the condition that would throw beforehand. ${INACTIVE_ADVICE}`,
  },
  DIFF1102: {
    category: 'not supported yet',
    message: 'a generator function cannot be differentiated yet',
    advice: 'Return an array instead of yielding its elements.',
  },
  DIFF1103: {
    category: 'not supported yet',
    message: 'an async function cannot be differentiated yet',
    advice: 'Await what is needed outside and pass the results to a plain function.',
  },
  DIFF1104: {
    category: 'not supported yet',
    message: '{what}',
    advice: 'Write a function that takes the object as its first parameter.',
  },
  DIFF1105: {
    category: 'not supported yet',
    message: '`{what}` is not supported yet in a differentiable function',
    advice: 'Pass the object as a parameter instead.',
  },
  DIFF1106: {
    category: 'not supported yet',
    message: '`arguments` is not supported yet in a differentiable function',
    advice: 'Name the parameters, or take one array.',
  },
  DIFF1107: {
    category: 'not supported yet',
    message: '`{what}` is not supported yet in a differentiable function',
    advice: 'Read it outside of the function and pass it as a parameter.',
  },
  DIFF1108: {
    category: 'not supported yet',
    message: '{what} in an object literal is not supported yet in a differentiable function',
    advice: 'Use a plain property whose value is computed beforehand.',
  },
  DIFF1109: {
    category: 'not supported yet',
    message: 'spread (`...`) in {what} is not supported yet in a differentiable function',
    advice: 'Pass one array instead of many arguments, and name the properties of an object.',
  },
  DIFF1110: {
    category: 'not supported yet',
    message: '{what} is not supported yet in a differentiable function',
    advice: 'Take an array or an object and read its elements by position or name.',
  },
  DIFF1111: {
    category: 'not supported yet',
    message: 'a tagged template is not supported yet in a differentiable function',
    advice: INACTIVE_ADVICE,
  },
  DIFF1112: {
    category: 'not supported yet',
    message: 'a regular expression literal is not supported yet in a differentiable function',
    advice: `Define it outside of the function. ${INACTIVE_ADVICE}`,
  },
  DIFF1113: {
    category: 'not supported yet',
    message: 'a BigInt literal is not supported yet in a differentiable function',
    advice: `Define it outside of the function. ${INACTIVE_ADVICE}`,
  },
  DIFF1114: {
    category: 'not supported yet',
    message: '`delete` of anything but a named property is not supported yet in a differentiable function',
    advice: 'Delete a property by its name, or set the element to undefined.',
  },
  DIFF1115: {
    category: 'not supported yet',
    message: '{what}',
    advice: 'Pass the value as a parameter, or keep it in a field of an object that is never reassigned.',
  },
  DIFF1116: {
    category: 'not supported yet',
    message: '{what} is not supported yet in a differentiable function',
    advice: 'Use a function declaration, a function expression or an arrow function.',
  },
  DIFF1117: {
    category: 'not supported yet',
    message: 'JSX is not supported yet in a differentiable function',
    advice: INACTIVE_ADVICE,
  },
  DIFF1118: {
    category: 'not supported yet',
    message: 'an array literal with holes is not supported yet in a differentiable function',
    advice: 'Write undefined for the missing elements.',
  },
  DIFF1119: {
    category: 'not supported yet',
    message: '`{what}` is not supported yet in a differentiable function',
    advice: INACTIVE_ADVICE,
  },
  DIFF1120: {
    category: 'not supported yet',
    message:
      'the derivative is lost: `{what}` is a variable outside of the function, and what is assigned to it depends on the arguments',
    advice: 'Return the value, or store it in a field of an object that is declared outside.',
  },
  DIFF1121: {
    category: 'not supported yet',
    message:
      'the derivative is lost: a property called `length` cannot carry one, since it cannot be told from the length of an array yet',
    advice: 'Give the property another name, such as `norm` or `size`.',
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
  DIFF1203: {
    category: 'cannot be differentiated',
    message: '`{what}` is used before its declaration has run',
    advice: 'Move the declaration before the first use.',
  },
  DIFF1204: {
    category: 'cannot be differentiated',
    message: '`{what}` is constant and cannot be assigned',
    advice: 'Declare it with `let`, or assign another variable.',
  },
} as const satisfies Record<`DIFF1${string}`, CodeInfo>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
