import { editDistance } from '../diagnostics/nearestName.js';

const words = ['differentiable', 'nondifferentiable'] as const;
export type AnnotationWord = (typeof words)[number];

/** What a comment or directive says: a correct annotation, or what was written instead of one. */
export type Annotation = { readonly word: AnnotationWord } | { readonly misspelt: string };

/** Reads `@differentiable` and its like from a comment: the tag stands alone on its line. */
export function readComment(text: string): Annotation | null {
  for (const line of text.split('\n')) {
    const tag = /^[\s*]*@([\w-]+)[\s*]*$/.exec(line)?.[1];
    const annotation = tag === undefined ? null : readWord(tag, `@${tag}`);
    if (annotation) return annotation;
  }
  const bare = text.trim();
  return (words as readonly string[]).includes(bare) ? { misspelt: bare } : null;
}

/** What a comment says of the loop behind it: how many snapshots there may be (null: the default), or what was written instead. */
export type CheckpointAnnotation = { readonly snapshots: number | null } | { readonly misspelt: string };

/** Reads `@checkpoint` and `@checkpoint 20` from a comment: the tag stands alone on its line. */
export function readCheckpoint(text: string): CheckpointAnnotation | null {
  for (const line of text.split('\n')) {
    const [, tag, rest] = /^[\s*]*@([\w-]+)[ \t]*(.*?)[\s*]*$/.exec(line) ?? [];
    if (tag === undefined || rest === undefined) continue;
    const isExact = tag === 'checkpoint';
    const isNear = editDistance(tag.toLowerCase().replace(/[-_]/g, ''), 'checkpoint') <= 2;
    if (!isNear) continue;
    if (isExact && rest === '') return { snapshots: null };
    if (isExact && /^[1-9]\d*$/.test(rest)) return { snapshots: Number(rest) };
    // A sentence that happens to begin with it is none.
    if (rest.includes(' ')) continue;
    return { misspelt: `@${tag}${rest && ` ${rest}`}` };
  }
  return text.trim() === 'checkpoint' ? { misspelt: 'checkpoint' } : null;
}

/** Reads `'use differentiable'` and its like. */
export function readDirective(text: string): Annotation | null {
  const word = /^use (\w+)$/i.exec(text.trim())?.[1];
  return word === undefined ? null : readWord(word, text);
}

function readWord(word: string, written: string): Annotation | null {
  const exact = words.find((each) => each === word);
  if (exact) return { word: exact };
  const isNear = words.some((each) => editDistance(word.toLowerCase().replace(/[-_]/g, ''), each) <= 2);
  return isNear ? { misspelt: written } : null;
}
