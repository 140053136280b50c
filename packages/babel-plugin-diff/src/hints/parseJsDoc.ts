import { parseSync, type types as t } from '@babel/core';
import type { NamedTypes } from './TypeReader.js';

/** What a documentation comment says of a function's parameters, or of a variable. */
export interface DocumentedTypes {
  /** Types of `@param`, in order. Of `options.rate` that of the field `rate` stands in `fields` of the parameter before. */
  readonly params: readonly DocumentedParam[];
  /** Type of `@type`. */
  readonly own: t.TSType | null;
}

export interface DocumentedParam {
  readonly name: string;
  readonly type: t.TSType | null;
  /** It may be left out: `[x]`, `{number=}`. */
  readonly isOptional: boolean;
}

/** A tag with the text of its braces and what stands behind them, up to the next tag. */
interface Tag {
  readonly word: string;
  readonly type: string | null;
  readonly rest: string;
}

/** Reads a comment; null if it documents nothing. */
export function parseJsDoc({ type, value }: t.Comment): DocumentedTypes | null {
  if (type !== 'CommentBlock' || !value.startsWith('*') || !value.includes('@')) return null;
  const tags = tagsOf(value);
  const params = tags
    .filter(({ word }) => word === 'param' || word === 'arg' || word === 'argument')
    .flatMap((tag) => paramOf(tag) ?? []);
  const own = tags.find(({ word }) => word === 'type');
  return { params, own: own ? typeOf(own.type) : null };
}

/** The types that comments name with `@typedef`, with `@property` for the fields. Names that are given twice mean nothing. */
export function typedefsOf(comments: readonly t.Comment[]): NamedTypes {
  const found = new Map<string, t.TSType | Map<string, t.TSType>>();
  const twice = new Set<string>();
  for (const { type, value } of comments) {
    if (type !== 'CommentBlock' || !value.startsWith('*') || !value.includes('@typedef')) continue;
    let fields: Map<string, t.TSType> | null = null;
    for (const tag of tagsOf(value)) {
      if (tag.word === 'typedef') {
        const name = /^[\w$]+/.exec(tag.rest)?.[0];
        const isObject = tag.type === null || /^[Oo]bject$/.test(tag.type);
        const meaning = isObject ? (fields = new Map<string, t.TSType>()) : typeOf(tag.type);
        if (!name || !meaning) continue;
        if (found.has(name)) twice.add(name);
        found.set(name, meaning);
      } else if (tag.word === 'property' || tag.word === 'prop') {
        const property = paramOf(tag);
        if (property?.type && !property.name.includes('.')) fields?.set(property.name, property.type);
      }
    }
  }
  for (const name of twice) found.set(name, new Map());
  return found;
}

function tagsOf(comment: string): Tag[] {
  const text = comment.replace(/^\s*\*+ ?/gm, '');
  return text
    .split(/^\s*@|\s@(?=param\b|type\b)/m)
    .slice(1)
    .map((part) => {
      const word = /^\w*/.exec(part)![0];
      const behind = part.slice(word.length).trimStart();
      const end = behind.startsWith('{') ? closingBrace(behind) : -1;
      if (end < 0) return { word, type: null, rest: behind };
      return { word, type: behind.slice(1, end).trim(), rest: behind.slice(end + 1).trim() };
    });
}

function closingBrace(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function paramOf({ type, rest }: Tag): DocumentedParam | null {
  const name = /^\[?\s*([\w$.[\]]*[\w$])/.exec(rest)?.[1];
  if (name === undefined) return null;
  const isOptional = rest.startsWith('[') || type?.endsWith('=') === true;
  return { name, type: type?.startsWith('...') ? null : typeOf(type), isOptional };
}

const parsed = new Map<string, t.TSType | null>();

/** The type that a text means, as TypeScript would read it: `?` in front, `!` and `=` are those of JSDoc. */
function typeOf(written: string | null): t.TSType | null {
  if (written === null) return null;
  const known = parsed.get(written);
  if (known !== undefined) return known;
  const isNullable = written.startsWith('?') || written.endsWith('?');
  const text = written.replace(/^[?!]|[?!=]$/g, '').replace(/\.</g, '<');
  const found = parseType(isNullable ? `(${text}) | null` : text);
  parsed.set(written, found);
  return found;
}

function parseType(text: string): t.TSType | null {
  try {
    const file = parseSync(`type T = ${text};`, {
      babelrc: false,
      configFile: false,
      browserslistConfigFile: false,
      parserOpts: { plugins: ['typescript'] },
    });
    const body = file?.type === 'File' ? file.program.body : [];
    const [statement] = body;
    return body.length === 1 && statement?.type === 'TSTypeAliasDeclaration'
      ? statement.typeAnnotation
      : null;
  } catch {
    return null;
  }
}
