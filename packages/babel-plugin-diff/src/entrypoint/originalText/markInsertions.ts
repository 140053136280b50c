import { types as t } from '@babel/core';
import type { Insertions } from './Insertions.js';
import { behind, mark, printed } from './marks.js';
import { constructorForms } from './constructorForms.js';
import {
  followsMinus,
  isInParentheses,
  leadingSign,
  needsParentheses,
  type OperatorOf,
  type ReplacedOperator,
} from './operatorText.js';
import { isConstructed, isParenthesised, leftmost, type Slot } from './Slot.js';

/** How the file is going to be printed. */
export interface PrintFormat {
  /** No white space but where two words would meet. */
  readonly compact: boolean;
  /** Everything on the line where the user has it. */
  readonly retainLines: boolean;
  /** Parentheses around function expressions where the user has them. */
  readonly retainFunctionParens: boolean;
}

/**
 * Has what the plugin put into functions and classes printed between marks, from which the runtime gives `toString` the text that Babel
 * prints without the plugin. Runs last: only the printer knows what to make of the tree afterwards.
 *
 * @returns what does it, and whether there are any marks
 */
export function markInsertions(
  program: t.Program,
  insertions: Insertions,
  format: PrintFormat,
): { readonly hasMarks: boolean; readonly run: () => void } {
  const marker = new Marker(insertions, format);
  marker.visitChildren({ node: program, key: 'program', parent: null }, false);
  const { steps, hasMarks } = marker;
  const run = (): void => {
    for (const step of steps) step();
  };
  return { hasMarks, run };
}

/** Puts another node in the place of one. */
type Put = (node: t.Node) => void;

class Marker {
  /** Inner ones before those around them. */
  readonly steps: (() => void)[] = [];
  hasMarks = false;

  constructor(
    private readonly insertions: Insertions,
    private readonly format: PrintFormat,
  ) {}

  /** @param isInside  whether there is a function or class of which the node is part of the text */
  visitChildren(slot: Slot, isInside: boolean): void {
    const { node } = slot;
    const inside = isInside || t.isFunction(node) || t.isClass(node);
    const fields = node as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = fields[key];
      if (Array.isArray(value)) this.visitList(value, key, slot, inside);
      else if (value)
        this.visit({ node: value, key, parent: slot }, inside, (other) => (fields[key] = other));
    }
  }

  private visitList(list: (t.Node | null)[], key: string, parent: Slot, isInside: boolean): void {
    const isWhole = (node: t.Node | null | undefined): boolean =>
      node != null && this.insertions.kindOf(node) === 'whole';
    let hasWhole = false;
    list.forEach((node, i) => {
      if (isWhole(node)) hasWhole = true;
      else if (node)
        this.visit({ node, key: `${key}.${i}`, parent }, isInside, (other) => {
          list[i] = other;
        });
    });
    if (!hasWhole) return;
    if (key === 'declarations') {
      this.markVariables(list as t.VariableDeclarator[], isWhole, this.marks(isInside));
    } else if (isInside) {
      this.markMembers(list as t.Node[], isWhole, parent.node);
    } else {
      for (const each of list) if (each && isWhole(each)) this.place(each);
    }
  }

  private visit(slot: Slot, isInside: boolean, put: Put): void {
    const { node } = slot;
    switch (this.insertions.kindOf(node)) {
      case undefined:
        this.visitChildren(slot, isInside);
        break;
      case 'whole':
        break;
      case 'call':
        this.visitCall(slot, isInside, put);
        break;
      case 'key':
        this.visitKey(slot, isInside, put);
        break;
      case 'proxy':
        this.visitChildren(slot, isInside);
        if (isInside) this.markProxy(slot, put);
        break;
      case 'bind':
        this.visitBind(slot, isInside, put);
        break;
      case 'isolated':
        this.visitIsolated(slot, isInside, put);
        break;
      case 'body':
        this.visitBody(slot, isInside, put);
        break;
      case 'field':
        this.visitField(slot, isInside, put);
        break;
      case 'operator':
        this.visitOperator(slot, isInside, put);
        break;
      case 'constructor':
        this.visitConstructor(slot, isInside, put);
        break;
    }
  }

  /** `attach(<fn>, …)`, `attach({ f: <fn> }.f, …)`, `attachMembers({ … }, …)` */
  private visitCall(slot: Slot, isInside: boolean, put: Put): void {
    const call = slot.node as t.CallExpression;
    const name = call.type === 'CallExpression' ? nameHolder(call.arguments[0]) : null;
    if (call.type !== 'CallExpression' || !call.arguments[0]) return;
    const property = name?.property;
    const inner: Slot = { ...slot, node: property ? property.value : call.arguments[0] };
    const putInner: Put = (other) => {
      if (property) property.value = other as t.Expression;
      else call.arguments[0] = other as t.Expression;
    };
    this.visit(inner, isInside, putInner);
    const [, ...others] = call.arguments;
    for (const each of others) this.place(each);
    if (!isInside && !property && !this.format.retainLines) {
      this.steps.push(() => {
        moveInnerComments(call, inner.node);
      });
      return;
    }
    const { begin, end, mark } = this.marks(isInside);
    const wrapped = isInside && isParenthesised(inner) && !this.keepsParentheses(inner.node);
    const constructed = isConstructed(slot);
    this.steps.push(() => {
      const own = property ? property.value : call.arguments[0]!;
      const parts: (string | t.Node)[] = [begin, constructed ? '(' : '', call.callee, '('];
      if (property) parts.push('{ ', ...nameText(property.key, property.computed), ': ');
      parts.push(mark('('), wrapped ? t.parenthesizedExpression(own as t.Expression) : own, mark(')'));
      if (property) parts.push(` }${name!.access}`);
      for (const each of others) parts.push(', ', each);
      parts.push(constructed ? ')' : '', end(')'));
      put(like(call, inner.node, this.printed(...parts)));
    });
  }

  private visitKey(slot: Slot, isInside: boolean, put: Put): void {
    const assignment = slot.node as t.AssignmentExpression;
    const call = assignment.right as t.CallExpression;
    const inner = call.arguments[0]!;
    this.visit({ ...slot, node: inner }, isInside, (other) => {
      call.arguments[0] = other as t.Expression;
    });
    if (!isInside) return;
    const { begin, end, mark } = this.marks(true);
    this.steps.push(() => {
      const key = call.arguments[0]!;
      put(this.printed(begin, assignment.left, ' = ', call.callee, '(', mark('('), key, mark(')'), end(')')));
    });
  }

  private markProxy(slot: Slot, put: Put): void {
    const { begin, end, mark } = this.marks(true);
    const call = slot.node as unknown as t.CallExpression;
    this.steps.push(() => {
      call.callee = this.printed(mark('['), call.callee, mark(']', 'new Proxy')) as t.Expression;
      if (isConstructed(slot)) put(this.printed(begin, '(', mark('('), call, mark(')'), end(')')));
    });
  }

  /** `bind(<f>)(…)` for `<f>.bind(…)` */
  private visitBind(slot: Slot, isInside: boolean, put: Put): void {
    const call = slot.node as t.CallExpression;
    const object = call.arguments[0] as t.Expression;
    const member: Slot = { ...slot, node: t.memberExpression(object, t.identifier('bind')) };
    const inner: Slot = { node: object, key: 'object', parent: member };
    this.visit(inner, isInside, (other) => {
      call.arguments[0] = other as t.Expression;
    });
    if (!isInside) return;
    const { begin, end, mark } = this.marks(true);
    const parenthesise = this.beginning(inner, (other) => {
      call.arguments[0] = other as t.Expression;
    });
    this.steps.push(() => {
      parenthesise?.();
      const own = call.arguments[0] as t.Expression;
      const before = this.printed(begin, call.callee, '(', mark('('));
      const after = this.printed(mark(')'), end(')', '.bind'));
      // As what a template is tagged with, it gets the parentheses of what a member is taken of.
      const isChain = own.type === 'OptionalMemberExpression' || own.type === 'OptionalCallExpression';
      put(
        isChain
          ? this.printed(before, t.parenthesizedExpression(own), after)
          : behind(before, behind(own, after)),
      );
    });
  }

  /** `f: attachMembers({ <method> }, …).f` or `f: { <method> }.f` */
  private visitIsolated(slot: Slot, isInside: boolean, put: Put): void {
    const property = slot.node as t.ObjectProperty;
    const access = property.value as t.MemberExpression;
    const attached = access.object.type === 'CallExpression' ? access.object : null;
    const literal = (attached ? attached.arguments[0] : access.object) as t.ObjectExpression;
    const method = literal.properties[0]!;
    this.visitChildren({ ...slot, node: method }, isInside);
    const others = attached?.arguments.slice(1) ?? [];
    for (const each of others) this.place(each);
    const { mark } = this.marks(isInside);
    this.steps.push(() => {
      const parts: (string | t.Node)[] = [mark('['), property.key, ': '];
      if (attached) parts.push(attached.callee, '(');
      parts.push('{', mark(']_'), method, mark('_['), '}');
      for (const each of others) parts.push(', ', each);
      if (attached) parts.push(')');
      parts.push(...(access.computed ? ['[', access.property, ']'] : ['.', access.property]), mark(']'));
      put(like(property, method, this.printed(...parts)));
    });
  }

  /** `{ let x$; return <expression>; }` or `{ let x$; <statement> }` */
  private visitBody(slot: Slot, isInside: boolean, put: Put): void {
    const block = slot.node as t.BlockStatement;
    const last = block.body.at(-1);
    const { node: parent = null } = slot.parent ?? {};
    const isArrow = parent?.type === 'ArrowFunctionExpression' && slot.key === 'body';
    const variables = block.body.slice(0, -1);
    const isPlain = last && variables.every((each) => this.insertions.kindOf(each) === 'whole');
    if (!isPlain || !(isArrow ? last.type === 'ReturnStatement' : t.isLoop(parent))) {
      this.visitChildren(slot, isInside);
      return;
    }
    const { begin, end, mark, lineEnd } = this.marks(isInside);
    if (last.type !== 'ReturnStatement' || !isArrow) {
      this.visit(
        { ...slot, node: last },
        isInside,
        (other) => (block.body[variables.length] = other as t.Statement),
      );
      this.steps.push(() =>
        put(
          this.printed(
            mark('['),
            '{',
            ...variables,
            mark(']_'),
            block.body.at(-1)!,
            mark('_['),
            '}',
            lineEnd,
          ),
        ),
      );
      return;
    }
    const inner: Slot = { ...slot, node: last.argument! };
    const putInner: Put = (other) => (last.argument = other as t.Expression);
    this.visit(inner, isInside, putInner);
    const parenthesise = this.beginning(inner, putInner);
    this.steps.push(() => {
      parenthesise?.();
      const parts = [
        begin,
        '{',
        ...variables,
        'return (',
        mark('('),
        last.argument!,
        mark(')'),
        ');',
        end('}'),
      ];
      put(this.printed(...parts));
    });
  }

  /** `<traced?> ? <traced> : <own>` */
  private visitField(slot: Slot, isInside: boolean, put: Put): void {
    const both = slot.node as t.ConditionalExpression;
    this.visit(
      { ...slot, node: both.alternate },
      isInside,
      (other) => (both.alternate = other as t.Expression),
    );
    this.place(both.consequent);
    const { mark } = this.marks(true);
    this.steps.push(() => {
      put(this.printed(mark('['), both.test, ' ? ', both.consequent, ' : ', mark(']_'), both.alternate));
    });
  }

  private readonly operatorOf: OperatorOf = (node) => this.insertions.operatorOf(node);

  /** `multiplyOperands(<a>, <b>)` for `<a> * <b>` and its like */
  private visitOperator(slot: Slot, isInside: boolean, put: Put): void {
    const { node } = slot;
    const replaced = this.insertions.operatorOf(node)!;
    if (replaced.kind === 'assignment') {
      this.visitOperatedName(slot, replaced, isInside, put);
      return;
    }
    if (replaced.kind === 'place') {
      this.visitOperatedPlace(slot, replaced, isInside, put);
      return;
    }
    const call = node as t.CallExpression;
    const operands = call.arguments as t.Expression[];
    const [left, right] = operands as [t.Expression, t.Expression | undefined];
    const written = right
      ? t.binaryExpression(replaced.operator as t.BinaryExpression['operator'], left, right)
      : t.unaryExpression(replaced.operator as '-', left);
    const around: Slot = { ...slot, node: written };
    const keys = right ? ['left', 'right'] : ['argument'];
    const starts = operands.map((operand, i) => {
      const inner: Slot = { node: operand, key: keys[i]!, parent: around };
      const putInner: Put = (other) => {
        operands[i] = other as t.Expression;
      };
      this.visit(inner, isInside, putInner);
      if (!isInside) return null;
      const side = i === 0 ? 'left' : 'right';
      // Operands with operators of their own see to their parentheses themselves.
      const isOwn = this.insertions.kindOf(operand) === undefined;
      if (isOwn && needsParentheses(operand, replaced, side, this.operatorOf))
        return () => {
          putInner(t.parenthesizedExpression(operands[i]!));
        };
      return right && i === 0 ? this.beginning(inner, putInner) : null;
    });
    if (!isInside) return;
    const { begin, end, mark } = this.marks(true);
    const inParentheses = isInParentheses(slot, this.operatorOf);
    const { compact } = this.format;
    const { operator } = replaced;
    const last = right ?? left;
    const sign = needsParentheses(last, replaced, right ? 'right' : 'left', this.operatorOf)
      ? ''
      : leadingSign(last, this.operatorOf);
    const meets = /^[+-]$/.test(operator) && sign.startsWith(operator);
    // Where nothing but signs keeps them apart, the space belongs to the second one: the mark before it takes spaces along.
    const before = !right && compact && !inParentheses && followsMinus(slot, this.operatorOf) ? ' ' : '';
    const text = !right || compact ? `${before}${operator}${meets ? ' ' : ''}` : ` ${operator} `;
    this.steps.push(() => {
      for (const start of starts) start?.();
      const [a, b] = operands as [t.Expression, t.Expression | undefined];
      const made = this.printed(
        begin,
        call.callee,
        '(',
        ...(b ? [mark('('), a, mark('-['), ', ', mark(']-', text), b] : [mark('(', text), a]),
        mark(')'),
        end(')'),
      );
      const whole = inParentheses ? t.parenthesizedExpression(made as t.Expression) : made;
      put(like(call, call, whole));
    });
  }

  /** `x = addOperands(x, <b>)` for `x += <b>` */
  private visitOperatedName(slot: Slot, { operator }: ReplacedOperator, isInside: boolean, put: Put): void {
    const assignment = slot.node as t.AssignmentExpression;
    const call = assignment.right as t.CallExpression;
    const [before, right] = call.arguments as [t.Expression, t.Expression];
    this.visit({ node: assignment.left, key: 'left', parent: slot }, isInside, (other) => {
      assignment.left = other as t.LVal;
    });
    this.visit({ node: right, key: 'right', parent: slot }, isInside, (other) => {
      call.arguments[1] = other as t.Expression;
    });
    this.place(before);
    if (!isInside) return;
    const { begin, end, mark } = this.marks(true);
    const space = this.format.compact ? '' : ' ';
    const inParentheses = isInParentheses(slot, this.operatorOf);
    this.steps.push(() => {
      const made = this.printed(
        begin,
        mark('('),
        assignment.left,
        mark('-['),
        ' = ',
        call.callee,
        '(',
        before,
        ', ',
        mark(']-', `${space}${operator}${space}`),
        call.arguments[1]!,
        mark(')'),
        end(')'),
      );
      put(
        like(assignment, assignment, inParentheses ? t.parenthesizedExpression(made as t.Expression) : made),
      );
    });
  }

  /** `new OperatedPlace(<o>, <k>, true).store(addOperands, <b>)` for `<o>[<k>] += <b>` */
  private visitOperatedPlace(
    slot: Slot,
    { operator, computed }: ReplacedOperator,
    isInside: boolean,
    put: Put,
  ): void {
    const call = slot.node as t.CallExpression;
    const made = (call.callee as t.MemberExpression).object as t.NewExpression;
    const [owner, key, strict] = made.arguments as [t.Expression, t.Expression, t.Expression];
    const [operate, right] = call.arguments as [t.Expression, t.Expression];
    const member = t.memberExpression(owner, computed ? key : t.identifier('k'), computed);
    const assignment = t.assignmentExpression(operator, member, right);
    const around: Slot = { ...slot, node: assignment };
    const target: Slot = { node: member, key: 'left', parent: around };
    const inner: Slot = { node: owner, key: 'object', parent: target };
    const putOwner: Put = (other) => {
      made.arguments[0] = other as t.Expression;
    };
    this.visit(inner, isInside, putOwner);
    if (computed)
      this.visit({ node: key, key: 'property', parent: target }, isInside, (other) => {
        made.arguments[1] = other as t.Expression;
      });
    this.visit({ node: right, key: 'right', parent: around }, isInside, (other) => {
      call.arguments[1] = other as t.Expression;
    });
    if (!isInside) return;
    const { begin, end, mark } = this.marks(true);
    const isOwn = this.insertions.kindOf(owner) === undefined;
    const start =
      isOwn && isInParentheses(inner, this.operatorOf) && needsOwnParentheses(owner)
        ? () => {
            putOwner(t.parenthesizedExpression(made.arguments[0] as t.Expression));
          }
        : this.beginning(inner, putOwner);
    const space = this.format.compact ? '' : ' ';
    const assigns = `${space}${operator}${space}`;
    const inParentheses = isInParentheses(slot, this.operatorOf);
    this.steps.push(() => {
      start?.();
      const store = [', ', strict, ').store(', operate, ', '];
      const middle = computed
        ? [
            mark('-['),
            ', ',
            mark(']-', '['),
            made.arguments[1]!,
            mark('-['),
            ...store,
            mark(']-', `]${assigns}`),
          ]
        : [mark('-['), ', ', key, ...store, mark(']-', `.${(key as t.StringLiteral).value}${assigns}`)];
      const whole = this.printed(
        begin,
        'new ',
        made.callee,
        '(',
        mark('('),
        made.arguments[0]!,
        ...middle,
        call.arguments[1]!,
        mark(')'),
        end(')'),
      );
      put(like(call, call, inParentheses ? t.parenthesizedExpression(whole as t.Expression) : whole));
    });
  }

  /** `{ if (<traced?>) { … } else { <own> } }`, or `… else { let [<parameters>] = arguments; { <own> } }` */
  private visitConstructor(slot: Slot, isInside: boolean, put: Put): void {
    const block = slot.node as t.BlockStatement;
    const method = slot.parent?.node as t.ClassMethod;
    const { branch, binding, own } = constructorForms(block, this.insertions);
    const pattern = (binding?.declarations[0]?.id as t.ArrayPattern | undefined)?.elements as
      t.Node[] | undefined;
    if (pattern) this.visitList(pattern, 'params', slot.parent!, isInside);
    this.visitChildren({ ...slot, node: own }, isInside);
    this.place(branch.consequent);
    const { mark, lineEnd } = this.marks(true);
    this.steps.push(() => {
      const decide = ['if (', branch.test, ') ', branch.consequent, ' else {'];
      if (!pattern) {
        put(
          this.printed(
            mark('['),
            '{',
            ...decide.slice(0, -1),
            ' else ',
            mark(']_'),
            own,
            mark('['),
            '}',
            lineEnd,
          ),
        );
        return;
      }
      // `constructor(<…given) { if (…) { … } else { let [>a, b = 1<] = arguments; if (arguments>) { … }<}}>`
      const given = method.params.flatMap((each, i) => (i === 0 ? [each] : [', ', each]));
      const last = pattern.length - 1;
      pattern[0] = this.printed(
        mark('['),
        ...given,
        ') { ',
        ...decide,
        ` ${binding!.kind} [`,
        mark(']_'),
        pattern[0]!,
      );
      pattern[last] = this.printed(pattern[last]!, mark('_['), '] = arguments; if (arguments', mark(']'));
      method.params = pattern as t.ClassMethod['params'];
      put(this.printed(own, mark('['), '}}', lineEnd));
    });
  }

  /** Statements and class members that are not the user's. Babel ends each with a new line, which is left to the one behind it. */
  private markMembers(list: t.Node[], isWhole: (node: t.Node) => boolean, holder: t.Node): void {
    const { mark } = this.marks(true);
    const last = list.findLastIndex((each) => !isWhole(each));
    list.forEach((node, i) => {
      if (!isWhole(node)) return;
      const next = list.slice(i).find((each) => !isWhole(each)) ?? null;
      const begin = mark(i < last ? '[' : '_[');
      const end = mark(i < last || (last < 0 && i === list.length - 1) ? ']_' : ']');
      const before = i > 0 ? list[i - 1] : (holder as Partial<t.BlockStatement>).directives?.at(-1);
      this.place(node);
      this.steps.push(() => {
        const made = this.printed(begin, node, end);
        // Lines are kept by where a node stood, and so are empty ones behind comments.
        made.loc = this.lineBefore(next, before) ?? null;
        list[i] = made;
      });
    });
  }

  /**
   * The line on which the user's own text goes on behind something that was put in, where that decides on new lines before it: where lines
   * are retained, and behind comments.
   */
  private lineBefore(next: t.Node | null, before: t.Node | undefined): t.SourceLocation | null | undefined {
    const behind = before?.trailingComments ?? [];
    if (!this.format.retainLines) return behind.length > 0 ? next?.loc : null;
    const comment = next?.leadingComments?.find((each) => !behind.includes(each));
    return comment?.loc ?? next?.loc;
  }

  /** Variables that are not the user's are printed before the first one: the number of variables decides on the indentation. */
  private markVariables(list: t.Node[], isWhole: (node: t.Node) => boolean, { mark }: Marks): void {
    const own = list.filter((each) => !isWhole(each));
    const [first, ...others] = own;
    if (!first) return;
    const names = list
      .filter(isWhole)
      .map((each) => ((each as t.VariableDeclarator).id as t.Identifier).name);
    this.steps.push(() => {
      const now = list.filter((each) => !isWhole(each))[0]!;
      const made = this.printed(mark('['), names.map((name) => `${name}, `).join(''), mark(']_'), now);
      made.loc = now.loc ?? null;
      // The printer asks which variables have a value.
      Object.assign(made, { init: (first as t.VariableDeclarator).init });
      moveComments(now, made);
      list.splice(0, list.length, made, ...others);
    });
  }

  /** Puts what a node's text begins with into the parentheses that it has in the user's text, where the node does not come first. */
  private beginning(slot: Slot, put: Put): (() => void) | null {
    if (this.insertions.kindOf(slot.node) !== undefined) return null;
    if (slot.node.type !== 'ArrowFunctionExpression' && isParenthesised(slot)) {
      const { node } = slot;
      return () => {
        put(t.parenthesizedExpression(node as t.Expression));
      };
    }
    const found = leftmost(slot);
    if (!found) return null;
    const { holder, key } = found;
    return this.beginning(found.slot, (other) => Object.assign(holder, { [key]: other }));
  }

  private printed(...parts: readonly (string | t.Node)[]): t.Node {
    return printed(parts, !this.format.retainLines);
  }

  private keepsParentheses({ type, extra }: t.Node): boolean {
    return (
      this.format.retainFunctionParens && type === 'FunctionExpression' && extra?.['parenthesized'] === true
    );
  }

  /**
   * What was put in has none of the user's comments: each is printed once, and belongs to the user's own text. Where lines are retained,
   * it has no lines either, so that it takes none.
   */
  private place(node: t.Node): void {
    const { retainLines } = this.format;
    this.steps.push(() => {
      t.traverseFast(node, (each) => {
        if (each.leadingComments) each.leadingComments = each.leadingComments.filter(isOwn);
        if (each.trailingComments) each.trailingComments = each.trailingComments.filter(isOwn);
        if (each.innerComments) each.innerComments = null;
        if (retainLines) each.loc = null;
      });
    });
  }

  /** The marks; none outside of functions and classes, where things are only printed so that the user's own is indented as it was. */
  private marks(isInside: boolean): Marks {
    if (!isInside) return { begin: '', end: (bracket) => bracket, mark: () => '', lineEnd: '' };
    this.hasMarks = true;
    const { compact, retainLines } = this.format;
    return {
      begin: mark(compact ? '-<' : '<'),
      end: (bracket, original) => `${mark(compact ? '>-' : '>', original)}${bracket}`,
      mark,
      // Where new lines are not printed, what follows would be another word.
      lineEnd: mark(compact || retainLines ? ']-' : ']'),
    };
  }
}

interface Marks {
  readonly begin: string;
  readonly end: (bracket: string, original?: string) => string;
  readonly mark: typeof mark;
  readonly lineEnd: string;
}

/** Is it a comment of the plugin? The user's have a place; copies of them have lost it. */
function isOwn({ loc }: t.Comment): boolean {
  return loc === undefined;
}

/** The property that names a function, `{ f: <fn> }.f`, and the text that takes it. */
function nameHolder(
  node: t.Node | undefined,
): { readonly property: t.ObjectProperty; readonly access: string } | null {
  if (node?.type !== 'MemberExpression' || node.object.type !== 'ObjectExpression') return null;
  const [property] = node.object.properties;
  if (property?.type !== 'ObjectProperty') return null;
  const [key] = nameText(node.property, false);
  return { property, access: node.computed ? `[${key!}]` : `.${key!}` };
}

function nameText(key: t.Node, computed: boolean): string[] {
  const text = key.type === 'StringLiteral' ? JSON.stringify(key.value) : (key as t.Identifier).name;
  return [computed ? `[${text}]` : text];
}

/** A node printed in the place of another one has its comments, and its line. */
function like(replaced: t.Node, own: t.Node, made: t.Node): t.Node {
  made.loc = own.loc ?? null;
  moveComments(replaced, made);
  moveInnerComments(replaced, own);
  const { parenthesized } = own.extra ?? {};
  if (parenthesized === true) made.extra = { parenthesized };
  return made;
}

/** Babel has moved the comments of what it put a call around to the call, those within parentheses and braces too. */
function moveInnerComments(from: t.Node, to: t.Node): void {
  to.innerComments = from.innerComments ?? to.innerComments;
  from.innerComments = null;
}

function moveComments(from: t.Node, to: t.Node): void {
  to.leadingComments = from.leadingComments;
  to.trailingComments = from.trailingComments;
  from.leadingComments = null;
  from.trailingComments = null;
}

/** Does a node need parentheses as what a member is taken of? */
function needsOwnParentheses({ type }: t.Node): boolean {
  return [
    'AssignmentExpression',
    'ArrowFunctionExpression',
    'AwaitExpression',
    'BinaryExpression',
    'ConditionalExpression',
    'LogicalExpression',
    'UnaryExpression',
    'UpdateExpression',
    'YieldExpression',
  ].includes(type);
}
