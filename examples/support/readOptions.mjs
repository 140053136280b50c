import { parseArgs } from 'node:util';

/** Mistaken command lines; the message says what is wrong. */
export class UsageError extends Error {}

/**
 * Reads the command line `--name value …`.
 *
 * @param defaults  the options with their defaults: numbers, or texts
 * @param ranges  for numbers, the least and the greatest value that they may have; of those in `integers`, only integers
 * @returns the options, and `help`
 * @throws UsageError for an unknown option or a value out of range
 */
export function readOptions(args, defaults, ranges = {}, integers = []) {
  const options = { help: { type: 'boolean', default: false } };
  for (const [name, value] of Object.entries(defaults))
    options[name] = { type: 'string', default: String(value) };
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new UsageError(error.message);
  }
  const result = { help: values.help };
  for (const [name, value] of Object.entries(defaults))
    result[name] =
      typeof value === 'number'
        ? readNumber(`--${name}`, values[name], ranges[name], integers.includes(name))
        : values[name];
  return result;
}

function readNumber(name, text, [least, greatest] = [-Infinity, Infinity], integer = false) {
  const value = /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= greatest && (!integer || Number.isSafeInteger(value))) return value;
  const kind = integer ? 'an integer' : 'a number';
  throw new UsageError(`${name} must be ${kind} from ${least} to ${greatest}, and is '${text}'`);
}
