import { type BabelFile, transformFromAstSync, types as t } from '@babel/core';
import { printed } from './marks.js';
import type { PrintFormat } from './markInsertions.js';

/** From this length on Babel prints without white space, unless told otherwise. */
const COMPACT_LENGTH = 500_000;

let isTried = false;
let printsParts = false;

/**
 * How Babel is going to print a file; null if it is not Babel that prints it, or only after others have been at it, or if it leaves out
 * whatever it can.
 */
export function printFormat(file: BabelFile): PrintFormat | null {
  const { ast, code, minified, compact, retainLines, generatorOpts } = file.opts;
  const { passPerPreset } = file.opts as { passPerPreset?: boolean };
  const generator = (generatorOpts ?? {}) as {
    readonly experimental_preserveFormat?: boolean;
    readonly retainFunctionParens?: boolean;
  };
  const isOther = minified === true || generator.experimental_preserveFormat === true;
  if (ast === true || code === false || passPerPreset === true || isOther) return null;
  if (!isTried) {
    isTried = true;
    printsParts = triesParts();
  }
  if (!printsParts) return null;
  const isLong = file.code.length > COMPACT_LENGTH;
  return {
    compact: compact === true || (compact !== false && isLong),
    retainLines: retainLines === true,
    retainFunctionParens: generator.retainFunctionParens === true,
  };
}

/** Does this version of Babel print what the marks are made of as it should? */
function triesParts(): boolean {
  const own = t.arrowFunctionExpression([t.identifier('x')], t.identifier('x'));
  const statement = t.returnStatement();
  statement.argument = printed(
    ['/*<*/f(', own, ', ', t.arrowFunctionExpression([], t.identifier('y')), ')/*>*/'],
    true,
  ) as t.Expression;
  const program = t.program([statement]);
  const options = { configFile: false, babelrc: false, compact: false } as const;
  try {
    const made = transformFromAstSync(t.file(program), undefined, options)?.code;
    return made === 'return /*<*/f( x => x ,() => y )/*>*/;';
  } catch {
    return false;
  }
}
