/** Runs a program that prints how many of its assertions hold, a line for each group: `12 of 12 tests passed`. */
export async function run(files, load) {
  const results = [];
  const write = process.stdout.write;
  let text = '';
  process.stdout.write = (part) => {
    text += part;
    return true;
  };
  try {
    for (const file of files) await load(file);
  } finally {
    process.stdout.write = write;
  }
  for (const [, name, body, passed, total] of text.matchAll(
    /Testing (\S+?)\.\.\.([^]*?)(\d+) of (\d+) tests passed/g,
  ))
    for (let i = 0; i < Number(total); i++)
      results.push({
        name,
        ok: i < Number(passed),
        ...(i >= Number(passed) && { error: body.slice(0, 1500) }),
      });
  return results;
}
