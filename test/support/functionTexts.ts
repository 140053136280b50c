import { parseSync, transformSync, type TransformOptions, types as t } from '@babel/core';
import plugin, { type PluginOptions } from 'babel-plugin-diff';
import { originalText } from '@diffjs/runtime/compiled';

/** Two texts of a function that should be the same. */
export interface Difference {
  readonly plain: string;
  readonly shown: string;
}

/**
 * Compiles a program with and without the plugin and compares, of every function and class in it, the text that `toString` gives.
 *
 * @returns the first two that differ; null if there are none
 */
export function differingText(
  source: string,
  options: PluginOptions,
  babel: TransformOptions = {},
): Difference | null {
  const common: TransformOptions = {
    configFile: false,
    babelrc: false,
    filename: 'model.js',
    sourceType: 'unambiguous',
    ...babel,
  };
  const compiled = (plugins: TransformOptions['plugins']): string =>
    transformSync(source, { ...common, plugins: [...(plugins ?? []), ...(babel.plugins ?? [])] })?.code ?? '';
  const plain = functionTexts(compiled([]));
  const shown = functionTexts(compiled([[plugin, options]])).map(originalText);
  for (let i = 0; i < Math.max(plain.length, shown.length); i++) {
    const [a = '(none)', b = '(none)'] = [plain[i], shown[i]];
    if (a !== b) return { plain: a, shown: b };
  }
  return null;
}

/** A call that attaches companions, or a mark around what is put in. */
const ATTACHES = /^_attach(?:Members|Class)?\d*$/;
const COMPANION =
  /_(?:forward|reverse|tangent|lanes|traced|forwardTangent|reverseTangent|advance|plain)_?\d*$/;
const MARK = /\/\*~[_-]?([<(>)[\]])[_-]?(?:=[^*]*)?\*\//g;

/** The texts of all functions and classes of a program that are the user's own, in their order. */
export function functionTexts(code: string): string[] {
  const parserOpts = { allowReturnOutsideFunction: true } as const;
  const file = parseSync(code, { configFile: false, babelrc: false, sourceType: 'unambiguous', parserOpts });
  if (!file) throw new Error('it does not parse');
  const putIn = regionsOf(code);
  const texts: { readonly start: number; readonly text: string }[] = [];
  const visit = (node: t.Node): void => {
    const { start, end } = node as { start: number; end: number };
    if (node.type === 'FunctionDeclaration' && COMPANION.test(node.id?.name ?? '')) return;
    if (putIn.some((region) => region.start <= start && end <= region.end)) return;
    const isConstructor = node.type === 'ClassMethod' && node.kind === 'constructor';
    if ((t.isFunction(node) || t.isClass(node)) && !isConstructor)
      texts.push({ start, text: code.slice(start, end) });
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const { [key]: value } = node as unknown as Record<
        string,
        t.Node | (t.Node | null)[] | null | undefined
      >;
      const children = Array.isArray(value) ? value : [value];
      const own = key === 'arguments' && attaches(node) ? children.slice(0, 1) : children;
      for (const child of own) if (child) visit(child);
    }
  };
  visit(file.program);
  return texts.sort((a, b) => a.start - b.start).map(({ text }) => text);
}

function attaches(node: t.Node): boolean {
  return (
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && ATTACHES.test(node.callee.name)
  );
}

/** Where what was put in stands. */
function regionsOf(code: string): { readonly start: number; readonly end: number }[] {
  const regions: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index, 0: mark, 1: kind = '' } of code.matchAll(MARK)) {
    if ('<[)'.includes(kind)) start = index;
    else regions.push({ start, end: index + mark.length });
  }
  return regions;
}
