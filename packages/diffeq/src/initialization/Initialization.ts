/**
 * What is done about initial values of a differential-algebraic problem: `'fix'` changes algebraic components, and derivatives, that
 * contradict the equations; `'check'` throws DIFF5017 if they do; `'none'` takes them as they are.
 */
export type Initialization = 'fix' | 'check' | 'none';
