let finish;

/** The results of all tests, once they have run. */
export const finished = new Promise((resolve) => (finish = resolve));

/** A reporter for `node:test` that prints nothing. */
// eslint-disable-next-line require-yield -- a reporter is a generator
export default async function* report(source) {
  const results = [];
  const path = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      path.length = data.nesting;
      path.push(data.name);
    }
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) continue;
    const ok = type === 'test:pass';
    const error = data.details.error?.cause ?? data.details.error;
    results.push({
      name: [...path.slice(0, data.nesting), data.name].join(' '),
      ok,
      ...(ok ? {} : { error: `${error?.stack ?? error}`.slice(0, 1500) }),
    });
  }
  finish(results);
}
