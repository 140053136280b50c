import type { NodePath, types as t } from '@babel/core';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import { Diagnostic } from '../diagnostics/Diagnostic.js';
import type { Checkpoint } from '../hir/model.js';
import { classOf, functionsOf, methodsOf, topLevelClasses, topLevelFunctions } from './functionsOf.js';
import {
  type Annotation,
  type AnnotationWord,
  type CheckpointAnnotation,
  readCheckpoint,
  readComment,
  readDirective,
} from './readAnnotation.js';

/** What the user marked in a file. */
export interface Annotations {
  readonly differentiable: ReadonlySet<t.Function>;
  readonly nondifferentiable: ReadonlySet<t.Function>;
  /** Classes all of whose methods are marked as differentiable. */
  readonly classes: ReadonlySet<t.Class>;
  /** Loops that are marked `@checkpoint`. */
  readonly checkpoints: ReadonlyMap<t.Node, Checkpoint>;
  /** Misspelt, dangling and contradictory annotations. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Finds the annotations of a file: comments before functions or at the top, and `'use differentiable'`.
 * A function's own annotation counts more than that of its file.
 */
export function findAnnotations(program: NodePath<t.Program>, source?: string): Annotations {
  const own = { differentiable: new Set<t.Function>(), nondifferentiable: new Set<t.Function>() };
  const classes = new Set<t.Class>();
  const checkpoints = new Map<t.Node, Checkpoint>();
  const problems: Diagnostic[] = [];
  if (!mayHaveAnnotations(program, source)) return { ...own, classes, checkpoints, problems };
  let ofFile: AnnotationWord | null = null;
  const report = (code: DiagnosticCode, place: t.Node | t.Comment, what: string) => {
    problems.push(new Diagnostic(code, locationOf(place), what));
  };

  const visit = (annotation: Annotation | null, place: t.Node | t.Comment, owner: t.Node | 'file' | null) => {
    if (!annotation) return;
    if ('misspelt' in annotation) {
      report('DIFF1001', place, annotation.misspelt);
      return;
    }
    const { word } = annotation;
    if (owner === 'file') {
      if (ofFile && ofFile !== word) report('DIFF1004', place, 'the file is marked both ways');
      ofFile = word;
      if (topLevelFunctions(program).length === 0 && topLevelClasses(program).length === 0) {
        report(
          'DIFF1002',
          place,
          `\`${word}\` at the top of the file means its functions, but there are none`,
        );
      }
      return;
    }
    const functions = owner ? functionsOf(owner) : [];
    for (const fn of functions) own[word].add(fn);
    const marked = owner && functions.length === 0 ? classOf(owner) : null;
    if (marked) {
      if (word === 'differentiable') classes.add(marked);
      else for (const method of methodsOf(marked)) own.nondifferentiable.add(method);
    } else if (functions.length === 0)
      report('DIFF1002', place, `\`@${word}\` does not stand before a function or class`);
  };

  const visitCheckpoint = (found: CheckpointAnnotation, comment: t.Comment, owner: t.Node | null) => {
    const loop = owner && loopBehind(owner);
    // Elsewhere it may be a tag of somebody else's documentation, or just a word.
    if (!loop && (comment.value.startsWith('*') || !comment.value.includes('@'))) return;
    if ('misspelt' in found) report('DIFF1005', comment, `\`${found.misspelt}\` is not an annotation`);
    else if (!loop) report('DIFF1005', comment, '`@checkpoint` does not stand before a loop');
    else if (checkpoints.has(loop)) report('DIFF1005', comment, 'the loop is marked `@checkpoint` twice');
    else checkpoints.set(loop, { snapshots: found.snapshots, loc: locationOf(comment) });
  };

  const seen = new Set<t.Comment>();
  const visitComment = (comment: t.Comment, owner: t.Node | null) => {
    if (seen.has(comment)) return;
    seen.add(comment);
    const checkpoint = readCheckpoint(comment.value);
    if (checkpoint) {
      visitCheckpoint(checkpoint, comment, owner);
      return;
    }
    visit(
      readComment(comment.value),
      comment,
      owner && isForFile(program.node, comment, owner) ? 'file' : owner,
    );
  };

  for (const directive of program.node.directives)
    visit(readDirective(directive.value.value), directive, 'file');
  program.traverse({
    enter: ({ node, parent }) => {
      for (const comment of node.leadingComments ?? []) visitComment(comment, node);
      if (node.type === 'BlockStatement' && isFunction(parent)) {
        for (const directive of node.directives)
          visit(readDirective(directive.value.value), directive, parent);
      }
    },
  });
  for (const comment of commentsOf(program)) visitComment(comment, null);

  for (const fn of own.differentiable) {
    if (own.nondifferentiable.has(fn)) {
      report('DIFF1004', fn, 'the function is marked both `@differentiable` and `@nondifferentiable`');
    }
  }
  if (ofFile) {
    addUnlessMarked(own, ofFile, topLevelFunctions(program));
    for (const each of topLevelClasses(program)) {
      if (ofFile === 'differentiable') classes.add(each);
      else addUnlessMarked(own, ofFile, methodsOf(each));
    }
  }
  return { ...own, classes, checkpoints, problems };
}

/** The loop that a comment before a statement means; labels may stand in between. */
function loopBehind(owner: t.Node): t.Loop | null {
  switch (owner.type) {
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
      return owner;
    case 'LabeledStatement':
      return loopBehind(owner.body);
    default:
      return null;
  }
}

/** Spares files without annotations the walk: most have neither such a comment nor any directive. */
function mayHaveAnnotations(program: NodePath<t.Program>, source: string | undefined): boolean {
  if (source === undefined || /["']\s*use\s/i.test(source)) return true;
  return commentsOf(program).some(({ value }) => readComment(value) ?? readCheckpoint(value));
}

function addUnlessMarked(
  own: Record<AnnotationWord, Set<t.Function>>,
  word: AnnotationWord,
  functions: readonly t.Function[],
): void {
  for (const fn of functions) {
    if (!own.differentiable.has(fn) && !own.nondifferentiable.has(fn)) own[word].add(fn);
  }
}

/**
 * Does a comment before the first thing of a file mean the whole file? Before a directive or an import it does;
 * before anything else if an empty line follows it.
 */
function isForFile(program: t.Program, comment: t.Comment, owner: t.Node): boolean {
  if (!isFirstOf(program, owner)) return false;
  switch (owner.type) {
    case 'Directive':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return true;
    default: {
      const following = (owner.leadingComments ?? []).filter((each) => startOf(each) > startOf(comment));
      const next = following[0]?.loc ?? owner.loc;
      return comment.loc != null && next != null && next.start.line > comment.loc.end.line + 1;
    }
  }
}

function isFirstOf(program: t.Program, node: t.Node): boolean {
  return node === (program.directives[0] ?? program.body[0]);
}

/** Every comment of the file, those that stand before nothing included. */
function commentsOf(program: NodePath<t.Program>): readonly t.Comment[] {
  const file = program.parent;
  return (file.type === 'File' ? file.comments : null) ?? [];
}

function isFunction(node: t.Node): node is t.Function {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
}

function startOf(comment: t.Comment): number {
  return comment.start ?? 0;
}

function locationOf({ loc }: t.Node | t.Comment) {
  if (!loc) return null;
  const { start, end } = loc;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
