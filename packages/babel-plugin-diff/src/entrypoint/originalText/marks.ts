import type { types as t } from '@babel/core';

/** Is there something in a text that would be taken for a mark? Then the file gets none. */
export function hasMarks(text: string): boolean {
  return /\/\*~[_-]?[<(>)[\]]/.test(text);
}

/**
 * A mark between what the plugin has put in and the user's own text; `originalText` of the runtime reads them.
 *
 * @param kind  `<` … `(` and `)` … `>` around the user's own text, `[` … `]` elsewhere; with `_` on the outer side it takes the white space
 *   there along
 * @param original  what the user's text has in place of what ends here; `*`, which would end the comment, is written `@`
 */
export function mark(kind: string, original = ''): string {
  return `/*~${kind}${original === '' ? '' : `=${original.replaceAll('*', '@')}`}*/`;
}

/**
 * A node that is printed as its parts are, one behind the other, strings as they stand; for the printer alone, nothing else may see it.
 * It is a chain of tagged templates, which Babel prints without anything in between.
 *
 * @param named  whether source maps have a name of ours for it; Babel takes the whole text otherwise. Not where lines are retained: there
 *   whatever has a name must have a line
 */
export function printed(parts: readonly (string | t.Node)[], named: boolean): t.Node {
  const nodes: t.Node[] = [];
  let text = '';
  const flush = (): void => {
    // The printer puts a space between words, as which it takes these.
    text = text.trimEnd();
    if (text !== '') nodes.push(asNode({ type: 'Identifier', name: text, loc: named ? NO_PLACE : null }));
    text = '';
  };
  for (const part of parts) {
    const written = textOf(part);
    if (written !== null) text += written;
    else {
      flush();
      nodes.push(part as t.Node);
    }
  }
  flush();
  return nodes.reduce(behind);
}

/** Text of a word that is not the user's: in one piece with what is around it, it is printed without spaces in between. */
function textOf(part: string | t.Node): string | null {
  if (typeof part === 'string') return part;
  if (part.loc) return null;
  if (part.type === 'Identifier') return part.name;
  return part.type === 'StringLiteral' || part.type === 'NumericLiteral' ? JSON.stringify(part.value) : null;
}

/** A name for source maps, and no place. */
const NO_PLACE = { identifierName: 'attach' };

/** A node printed right behind another one, which gets the parentheses of something that a template is tagged with. */
export function behind(tag: t.Node, quasi: t.Node): t.Node {
  return asNode({ type: 'TaggedTemplateExpression', tag, quasi });
}

/** The builders of Babel check what they are given. */
function asNode(node: object): t.Node {
  return node as t.Node;
}
