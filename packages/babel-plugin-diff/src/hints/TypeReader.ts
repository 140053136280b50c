import type { NodePath, types as t } from '@babel/core';
import type { TypeHint } from '../hir/model.js';
import { isTypedArrayName } from '../lower/intrinsics.js';

export const UNKNOWN: TypeHint = { kind: 'unknown' };

/** How deep, and into how many, types are looked: declared ones may contain themselves. */
const MOST_DEPTH = 4;
const MOST_TYPES = 200;

/** A type that is declared in the file. */
type Declaration = t.TSTypeAliasDeclaration | t.TSInterfaceDeclaration;

/** A type that a `@typedef` names, by name. */
export type NamedTypes = ReadonlyMap<string, t.TSType | ReadonlyMap<string, t.TSType>>;

/**
 * Reads types as they are written at one place of the program. Whatever is not understood (names from elsewhere, generic and conditional
 * types, unions of several kinds) is `unknown`.
 *
 * Nodes of Babel 7 and of Babel 8 are read alike.
 */
export class TypeReader {
  private count = 0;

  constructor(
    private readonly place: NodePath,
    private readonly typedefs: NamedTypes = new Map(),
  ) {}

  read(type: t.Node | null | undefined, depth = 0): TypeHint {
    if (!type || depth > MOST_DEPTH || ++this.count > MOST_TYPES) return UNKNOWN;
    switch (type.type) {
      case 'TSTypeAnnotation':
        return this.read(type.typeAnnotation, depth);
      case 'TSParenthesizedType':
      case 'TSOptionalType':
      case 'TSNamedTupleMember':
        return this.read(type.type === 'TSNamedTupleMember' ? type.elementType : type.typeAnnotation, depth);
      case 'TSTypeOperator':
        return type.operator === 'readonly' ? this.read(type.typeAnnotation, depth) : UNKNOWN;
      case 'TSNumberKeyword':
        return { kind: 'number' };
      case 'TSLiteralType':
        return isNumberLiteral(type.literal) ? { kind: 'number' } : UNKNOWN;
      case 'TSUnionType':
        return this.union(type.types, depth);
      case 'TSArrayType':
        return { kind: 'list', element: this.read(type.elementType, depth + 1) };
      case 'TSTupleType':
        return this.tuple(type, depth);
      case 'TSTypeLiteral':
        return this.object(type.members, depth);
      case 'TSTypeReference':
        return this.reference(type, depth);
      default:
        return UNKNOWN;
    }
  }

  /** Numbers, perhaps absent; other unions have no kind of their own. */
  private union(types: readonly t.TSType[], depth: number): TypeHint {
    const isAbsent = ({ type }: t.TSType): boolean =>
      type === 'TSUndefinedKeyword' || type === 'TSNullKeyword';
    const present = types.filter((type) => !isAbsent(type)).map((type) => this.read(type, depth));
    if (present.length === 0 || present.some(({ kind }) => kind !== 'number')) return UNKNOWN;
    return { kind: 'number' };
  }

  private tuple({ elementTypes }: t.TSTupleType, depth: number): TypeHint {
    const rest = elementTypes.findIndex(({ type }) => type === 'TSRestType');
    const elements = rest < 0 ? elementTypes : elementTypes.slice(0, rest);
    return { kind: 'tuple', elements: elements.map((element) => this.read(element, depth + 1)) };
  }

  private object(members: readonly t.Node[], depth: number): TypeHint {
    const fields = new Map<string, TypeHint>();
    for (const member of members) {
      if (member.type !== 'TSPropertySignature' || member.computed) continue;
      const name = member.key.type === 'Identifier' ? member.key.name : null;
      if (name !== null) fields.set(name, this.read(member.typeAnnotation, depth + 1));
    }
    return { kind: 'object', fields };
  }

  private reference(node: t.TSTypeReference, depth: number): TypeHint {
    if (node.typeName.type !== 'Identifier') return UNKNOWN;
    const { name } = node.typeName;
    const args = argumentsOf(node);
    const typedef = this.typedefs.get(name);
    if (typedef) {
      if (!(typedef instanceof Map)) return this.read(typedef as t.TSType, depth + 1);
      const fields = [...typedef].map(([key, type]) => [key, this.read(type, depth + 1)] as const);
      return { kind: 'object', fields: new Map(fields) };
    }
    const declared = this.declaration(name);
    if (name === 'Complex' && (declared === null || (declared === 'unknown' && this.isOfRuntime(name))))
      return { kind: 'complex' };
    if (declared) return declared === 'unknown' ? UNKNOWN : this.declared(declared, depth);
    if (isTypedArrayName(name)) return { kind: 'typedArray', constructorName: name };
    if (args.length !== 1) return UNKNOWN;
    switch (name) {
      case 'Array':
      case 'ReadonlyArray':
      case 'ArrayLike':
        return { kind: 'list', element: this.read(args[0], depth + 1) };
      case 'Readonly':
        return this.read(args[0], depth + 1);
      default:
        return UNKNOWN;
    }
  }

  /** Is a name imported from the runtime? */
  private isOfRuntime(name: string): boolean {
    const parent = this.place.scope.getBinding(name)?.path.parent;
    return parent?.type === 'ImportDeclaration' && parent.source.value === '@diffjs/runtime';
  }

  private declared(declaration: Declaration, depth: number): TypeHint {
    if (declaration.typeParameters) return UNKNOWN;
    return declaration.type === 'TSTypeAliasDeclaration'
      ? this.read(declaration.typeAnnotation, depth + 1)
      : this.object(declaration.body.body, depth);
  }

  /** What a name means here: a type of the file, something else of the program (`unknown`), or nothing but what the language has. */
  private declaration(name: string): Declaration | 'unknown' | null {
    for (let path: NodePath | null = this.place; path; path = path.parentPath) {
      const { node } = path;
      if (bindsTypeParameter(node, name)) return 'unknown';
      if (node.type !== 'BlockStatement' && node.type !== 'Program' && node.type !== 'TSModuleBlock')
        continue;
      const found = node.body.map(declarationIn).filter((each) => each !== null && each.id.name === name);
      if (found.length > 0) return found.length === 1 ? found[0]! : 'unknown';
    }
    return this.place.scope.hasBinding(name, { noGlobals: true }) ? 'unknown' : null;
  }
}

/** The type that a statement declares. */
function declarationIn(statement: t.Node): (t.Node & { readonly id: t.Identifier } & Declaration) | null {
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration ? declarationIn(statement.declaration) : null;
  return statement.type === 'TSTypeAliasDeclaration' || statement.type === 'TSInterfaceDeclaration'
    ? statement
    : null;
}

function bindsTypeParameter(node: t.Node, name: string): boolean {
  const parameters = (node as { readonly typeParameters?: t.Node | null }).typeParameters;
  if (parameters?.type !== 'TSTypeParameterDeclaration') return false;
  // A text in Babel 7, an identifier in Babel 8.
  return parameters.params.some((each) => {
    const bound = each.name as unknown as string | t.Identifier;
    return (typeof bound === 'string' ? bound : bound.name) === name;
  });
}

/** `typeParameters` in Babel 7, `typeArguments` in Babel 8. */
function argumentsOf(node: t.TSTypeReference): readonly t.Node[] {
  const { typeParameters, typeArguments } = node as {
    readonly typeParameters?: t.TSTypeParameterInstantiation | null;
    readonly typeArguments?: t.TSTypeParameterInstantiation | null;
  };
  return (typeArguments ?? typeParameters)?.params ?? [];
}

function isNumberLiteral(literal: t.Node): boolean {
  if (literal.type === 'UnaryExpression') return isNumberLiteral(literal.argument);
  return literal.type === 'NumericLiteral';
}
