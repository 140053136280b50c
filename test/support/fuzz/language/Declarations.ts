import { helpers, type HelperName } from './helpers.js';

/** What stands around the functions of a program: helpers and state, as far as it uses them. */
export class Declarations {
  private readonly counts = new Map<string, number>();
  private readonly texts: string[] = [];
  private readonly states: string[] = [];
  private readonly known = new Set<string>();

  /** Names are put between two texts, such as those that the compiler's own names have. */
  constructor(private readonly around: readonly [before: string, behind: string] = ['', '']) {}

  fresh(stem: string): string {
    const count = this.counts.get(stem) ?? 0;
    this.counts.set(stem, count + 1);
    const [before, behind] = this.around;
    return `${before}${stem}${count}${behind}`;
  }

  /** Puts a declaration before the functions. */
  add(text: string): void {
    this.texts.push(text);
  }

  /** A variable of the module that can be seen to change. */
  addState(name: string, text: string): void {
    this.texts.push(text);
    this.states.push(name);
  }

  /** Makes sure that a helper is declared, with what it needs; gives its name. */
  need(name: HelperName): string {
    if (this.known.has(name)) return name;
    this.known.add(name);
    const { text, needs = [], isState = false } = helpers[name];
    for (const other of needs) this.need(other);
    this.texts.push(text);
    if (isState) this.states.push(name);
    return name;
  }

  /** The declarations, and the function that gives the state. */
  text(): string {
    return [...this.texts, `exports.state = () => [${this.states.join(', ')}];`].join('\n');
  }
}
