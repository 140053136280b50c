import fc from 'fast-check';
import { oneOf, type Draw, type Part, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { assignment, assignments } from './assignments.js';
import { asyncStatements, awaited, yielded, yieldStatements } from './asyncs.js';
import { classStatements } from './classes.js';
import { collectionStatements } from './collections.js';
import { branches } from './controlFlow.js';
import { declarations } from './declarationStatements.js';
import { exceptions } from './exceptions.js';
import { functionStatements } from './functionDeclarations.js';
import { idioms } from './idioms.js';
import { iterables, ofIterables } from './iterables.js';
import { calls, known, lambdas } from './lambdas.js';
import { arrays, ofLists, typedArrays } from './lists.js';
import { loops } from './loops.js';
import { arithmetic, conversions, squashed } from './numbers.js';
import { stateStatements } from './moduleState.js';
import { ofObjects, points } from './objects.js';
import { oddNumbers, orderStatements } from './oddities.js';
import { leaf, place, variableOr } from './places.js';
import { comparison, tests } from './tests.js';

/** Everything that programs are made of, but for groups with a name and parts with a text that are to be avoided. */
export function languageGrammar(except: RegExp | null): Grammar {
  return fc.letrec<{ [K in keyof Grammar]: Part }>((tie) => wholeGrammar(tie as never, except)) as never;
}

function wholeGrammar(tie: (name: keyof Grammar) => Draw, except: RegExp | null): Grammar {
  const names = ['number', 'small', 'test', 'place', 'array', 'floats', 'point', 'fn', 'iterable', 'statement', 'body'] as const; // prettier-ignore
  const g = Object.fromEntries(names.map((name) => [name, tie(name)])) as unknown as Grammar;
  const choice = (name: string, maxDepth: number, parts: readonly Weighted[]): Draw =>
    oneOf(name, maxDepth, parts, except);
  const listed = (groups: Readonly<Record<string, Weighted[]>>): Weighted[] =>
    Object.entries(groups).flatMap(([name, parts]) => (except?.test(name) ? [] : parts));
  const numbers = listed({
    arithmetic: arithmetic(g),
    conversions: conversions(g),
    calls: calls(g),
    ofLists: ofLists(g),
    ofObjects: ofObjects(g),
    ofIterables: ofIterables(g),
    awaited: awaited(g),
    yielded: yielded(g),
    oddNumbers: oddNumbers(g),
  });
  const statements = listed({
    assignments: assignments(g),
    declarations: declarations(g),
    branches: branches(g),
    loops: loops(g),
    functions: functionStatements(g),
    exceptions: exceptions(g),
    classes: classStatements(g),
    collections: collectionStatements(g),
    asyncs: asyncStatements(g),
    yields: yieldStatements(g),
    state: stateStatements(g),
    idioms: idioms(g),
    order: orderStatements(g),
  });
  const smallest = (kind: 'array' | 'floats' | 'point', text: string): Draw =>
    variableOr(
      kind,
      fc.constant(() => text),
    );
  return {
    number: choice('number', 3, [[16, leaf], ...numbers]),
    small: choice('number', 3, squashed(g.number)),
    test: choice('number', 4, [[6, comparison(g.number)], ...tests(g)]),
    place,
    array: choice('number', 3, [[8, smallest('array', '[0.2, 0.6]')], ...arrays(g)]),
    floats: choice('number', 3, [[8, smallest('floats', 'new Float64Array([0.4, 0.9])')], ...typedArrays(g)]),
    point: choice('number', 3, [[8, smallest('point', '({ x: 0.7, y: 0.1 })')], ...points(g)]),
    fn: choice('number', 3, [[6, known], ...lambdas(g)]),
    iterable: choice('number', 4, [[2, g.array], ...listed({ iterables: iterables(g) })]),
    statement: choice('statement', 3, [[5, assignment(g)], ...statements]),
    body: fc
      .array(g.statement, { minLength: 1, maxLength: 3, depthIdentifier: 'statement' })
      .map((parts) => (scope) => parts.map((write) => (scope.spend(1), write(scope))).join('\n')),
  };
}
