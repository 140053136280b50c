import { parameter } from './grammar/lambdas.js';
import type { Drawn, DrawnHelper } from './languageProgram.js';
import { declareParameter } from './parameters.js';
import { picked } from './parts.js';
import { MAIN_LIMIT, type Scope } from './Scope.js';

/** A function of the module; those that are written later may call it. */
export function writeHelper(module: Scope, { takes, body, result }: DrawnHelper): string {
  const name = module.fresh('h');
  const scope = module.enter();
  const params = (takes === null ? ['number' as const] : [takes, 'number' as const]).map((kind) =>
    parameter(scope, kind),
  );
  const sum = scope.declare(scope.fresh('s'), 'number');
  const statements = body === null ? '' : `${body(scope)}\n`;
  const text = `function ${name}(${params.join(', ')}) {\nlet ${sum} = 0.2;\n${statements}return ${result(scope)} + ${sum};\n}`;
  const kind = takes === null ? 'function' : (`${takes}Function` as const);
  module.declare(name, kind, { isAssignable: false, cost: 1 + scope.frame.cost });
  return text;
}

/** The function that is differentiated. */
export function writeMain(
  module: Scope,
  { parameters, body: statements, end, isAsync, compilation, style }: Drawn,
): string {
  const scope = module.enter({ isAsync, limit: MAIN_LIMIT });
  const declared = parameters.map((each) => declareParameter(scope, each));
  const sum = scope.declare(scope.fresh('s'), 'number');
  const setup = [...declared.map((each) => each.setup).filter(Boolean), `let ${sum} = 0.1;`];
  const written = statements.map((write) => (scope.spend(1), write(scope)));
  const text = [...setup, ...written, writeEnd(scope, end)].join('\n');
  const annotation = compilation === 'annotated' ? '/* @differentiable */ ' : '';
  const keyword = isAsync ? 'async ' : '';
  const list = declared.map((each) => each.text).join(', ');
  const body = `(${list}) {\n${text}\n}`;
  const forms = [
    `${annotation}${keyword}function f${body}`,
    `${annotation}${keyword}function f${body}`,
    `const f = ${annotation}${keyword}(${list}) => {\n${text}\n};`,
    `const { f } = { ${annotation}${keyword}f${body} };`,
    `const f = ${annotation}${keyword}function ${body};`,
    `class Main {\n${annotation}static ${keyword}f${body}\n}\nconst { f } = Main;`,
  ];
  return picked(forms, style);
}

/** What the main function returns: a number that depends on all that is at hand, or some of that itself. */
function writeEnd(scope: Scope, [how, a, b]: Drawn['end']): string {
  const parts: string[] = [];
  const objects: string[] = [];
  for (const { name, kind, isBound } of scope.visible()) {
    if (isBound) continue;
    const weight = picked(['0.7', '-0.9', '0.4', '1.3'], parts.length);
    if (kind === 'number') parts.push(`${weight} * ${name}`);
    else if (kind === 'array' || kind === 'floats')
      parts.push(`${weight} * ${name}.reduce((s, v) => s + v, 0)`);
    else if (kind === 'point') parts.push(`${weight} * ${name}.x + ${name}.y`);
    else if (kind === 'map') parts.push(`${weight} * (${name}.get('a') ?? ${name}.size)`);
    else if (kind === 'function' && scope.affords(20)) parts.push(`${weight} * ${name}(0.3)`);
    if (kind === 'array' || kind === 'floats') objects.push(name);
  }
  const sum = [...parts.slice(0, 12), a(scope)].join(' + ');
  const other = b(scope);
  const first = objects[0] ?? `[${other}]`;
  const last = objects.at(-1) ?? 'null';
  return picked(
    [`return ${sum};`, `return ${sum};`, `return ${sum};`, `return [${sum}, ${other}];`, `return { sum: ${sum}, list: ${first}, rest: [${other}, ${last}] };`, `return Float64Array.of(${sum}, ${other});`, `return new Map([['a', ${sum}], ['b', ${other}]]);`], // prettier-ignore
    how,
  );
}
