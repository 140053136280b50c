/** How far a derivative may be from differences, relative to its size or to one. */
const TOLERANCE = 1e-5;
/** How far the two modes may be from each other. */
const CLOSE = 1e-9;

/** What is wrong with a case; nothing, if it is right. */
export function compareCase(label, plain, compiled) {
  const problems = [];
  if (plain.error) return { label, problems: [`plainly: ${plain.error}`] };
  if (compiled === undefined) return { label, problems: ['is missing when compiled'] };
  if (compiled.error) return { label, problems: [compiled.error] };
  for (const way of ['primal', 'value', 'along'])
    if (compiled[way] !== plain.value)
      problems.push(`${way}: ${numberOf(compiled[way])} instead of ${numberOf(plain.value)}`);
  if (compiled.after !== plain.after) problems.push('arguments are not as a plain call leaves them');
  let error = 0;
  plain.derivative.forEach((slope, i) => {
    const scale = Math.max(1, Math.abs(slope));
    if (!(plain.uncertainty[i] <= TOLERANCE * scale))
      problems.push(`number ${i}: differences are uncertain by ${plain.uncertainty[i]}`);
    const off = Math.abs((compiled.gradient[i] ?? NaN) - slope) / scale;
    if (!(off <= TOLERANCE)) problems.push(`number ${i}: ${compiled.gradient[i]} instead of ${slope}`);
    error = Math.max(error, off);
  });
  if (!plain.derivative.some((slope) => Math.abs(slope) > 1e-12))
    problems.push('no number has an effect on the result');
  const [reverse, tangent] = compiled.products;
  if (!(Math.abs(reverse - tangent) <= CLOSE * Math.max(1, Math.abs(reverse))))
    problems.push(`reverse mode gives ${reverse} along a direction, forward mode ${tangent}`);
  return { label, problems, error, numbers: plain.derivative.length };
}

function numberOf(bits) {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}
