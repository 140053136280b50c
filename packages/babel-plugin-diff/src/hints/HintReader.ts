import type { NodePath, types as t } from '@babel/core';
import type { TypeHint } from '../hir/model.js';
import { seeThrough } from '../lower/seeThrough.js';
import { type DocumentedTypes, parseJsDoc, typedefsOf } from './parseJsDoc.js';
import { type NamedTypes, TypeReader, UNKNOWN } from './TypeReader.js';

/** Reads what the user says of types, in TypeScript or in JSDoc. What TypeScript says counts more. */
export class HintReader {
  private readonly typedefs: NamedTypes;

  constructor(program: NodePath<t.Program>) {
    const { comments } = program.parent as t.File;
    this.typedefs = typedefsOf(comments ?? []);
  }

  /** What is said of the parameters of a function, in order. */
  ofParameters(path: NodePath<t.Function>): TypeHint[] {
    const reader = new TypeReader(path, this.typedefs);
    const documented = documentationOf(path);
    const names = new Set(path.node.params.map(nameOf));
    // Parameters without a name of their own are documented under any name, in their place.
    const top = documented?.params.filter(({ name }) => !name.includes('.')) ?? [];
    return path.node.params.map((param, i) => {
      const written = annotationOf(param);
      if (written) return settled(reader.read(written), isOptional(param));
      const name = nameOf(param);
      const said =
        name === null
          ? top[i] && !names.has(top[i].name)
            ? top[i]
            : undefined
          : top.find((each) => each.name === name);
      if (said) return settled(reader.read(said.type), said.isOptional || isOptional(param));
      const own = inlineTypeOf(param);
      return own ? settled(reader.read(own), isOptional(param)) : UNKNOWN;
    });
  }
}

/** What may be left out is undefined then, which counts as a number but is no array. */
function settled(hint: TypeHint, mayBeAbsent: boolean): TypeHint {
  return mayBeAbsent && hint.kind !== 'number' ? UNKNOWN : hint;
}

function isOptional(param: t.Node): boolean {
  return (
    param.type === 'AssignmentPattern' || (param as { readonly optional?: boolean | null }).optional === true
  );
}

function nameOf(param: t.Node): string | null {
  if (param.type === 'Identifier') return param.name;
  return param.type === 'AssignmentPattern' ? nameOf(param.left) : null;
}

/** The annotation of TypeScript; that of a rest parameter is no type of an argument. */
function annotationOf(param: t.Node): t.Node | null {
  switch (param.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern':
      return param.typeAnnotation ?? null;
    case 'AssignmentPattern':
      return annotationOf(param.left);
    default:
      return null;
  }
}

/** A comment `@type` right before the parameter. */
function inlineTypeOf(param: t.Node): t.TSType | null {
  for (const comment of param.leadingComments ?? []) {
    const own = parseJsDoc(comment)?.own;
    if (own) return own;
  }
  return null;
}

/** The documentation nearest to the function: before it, or before what declares, exports, assigns or holds it. */
function documentationOf(path: NodePath<t.Function>): DocumentedTypes | null {
  let child: NodePath = path;
  for (;;) {
    const comments = child.node.leadingComments ?? [];
    for (let i = comments.length - 1; i >= 0; i--) {
      const found = parseJsDoc(comments[i]!);
      if (found && found.params.length > 0) return found;
    }
    const { parentPath } = child;
    if (!parentPath || !introduces(parentPath.node, child.node)) return null;
    child = parentPath;
  }
}

/** Does the node stand for the one in it, as far as documentation goes? */
function introduces(node: t.Node, inner: t.Node): boolean {
  switch (node.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExpressionStatement':
    case 'ReturnStatement':
      return true;
    case 'VariableDeclaration':
      return node.declarations.length === 1;
    case 'VariableDeclarator':
      return node.init === inner;
    case 'AssignmentExpression':
      return node.right === inner;
    case 'ObjectProperty':
    case 'ClassProperty':
      return node.value === inner;
    default:
      return seeThrough(node) !== node;
  }
}
