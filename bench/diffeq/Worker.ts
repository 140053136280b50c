import { spawn, type ChildProcessByStdio } from 'node:child_process';
import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** The mean time of a solve in nanoseconds, what it took, and the state at the end. */
export interface Sample {
  readonly ns: number;
  readonly nf: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly u: readonly number[];
}

/** A child process that solves what it is asked to, a line at a time; see worker/javascript.ts for the protocol. */
export class Worker {
  private child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  private waiting: ((line: string | undefined) => void) | undefined;

  /**
   * @param command  program and arguments
   * @param patience  milliseconds after which an answer is no longer waited for; the process is ended then
   */
  constructor(
    private readonly command: readonly string[],
    private readonly patience: number,
  ) {}

  /** Solves for at least `ms` milliseconds. A string says why there is no sample. */
  async measure(
    method: string,
    problem: string,
    rtol: number,
    atol: number,
    ms: number,
  ): Promise<Sample | string> {
    const line = await this.ask([method, problem, rtol, atol, ms].join(' '));
    if (line === undefined) return 'took too long, or the process ended';
    const [status, ...rest] = line.split(' ');
    if (status !== 'ok') return rest.join(' ') || 'failed';
    const [ns, nf, accepted, rejected, ...u] = rest.map(Number) as [number, number, number, number];
    return { ns, nf, accepted, rejected, u };
  }

  close(): void {
    const { child } = this;
    this.child = undefined;
    child?.kill('SIGKILL');
    this.waiting?.(undefined);
  }

  private ask(line: string): Promise<string | undefined> {
    const child = (this.child ??= this.start());
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.close(), this.patience);
      this.waiting = (answer) => {
        clearTimeout(timer);
        this.waiting = undefined;
        resolve(answer);
      };
      child.stdin.write(`${line}\n`);
    });
  }

  private start(): ChildProcessByStdio<Writable, Readable, null> {
    const [program, ...args] = this.command as [string, ...string[]];
    const env = { ...process.env, OPENBLAS_NUM_THREADS: '1' };
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const end = (): void => {
      if (this.child === child) this.close();
    };
    child.on('error', end).on('exit', end);
    child.stdin.on('error', end);
    readline.createInterface({ input: child.stdout }).on('line', (answer) => this.waiting?.(answer));
    return child;
  }
}
