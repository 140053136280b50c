/** One source file through Babel, once for each module format. */
import path from 'node:path';
import { transformAsync } from '@babel/core';
import { ROOT } from '../packages.mjs';

/**
 * Compiles a file of `packages/<dir>/src`.
 *
 * @param pluginEntry  the built plugin that adds the companions, or null to leave it out
 * @returns output path → text
 */
export async function compileFile({ dir, file, source, pluginEntry }) {
  const base = path.join(ROOT, 'packages', dir);
  const stem = file.replace(/\.ts$/, '');
  const outputs = {};
  for (const format of ['esm', 'cjs']) {
    const to = path.join(base, 'dist', format, stem + (format === 'esm' ? '.js' : '.cjs'));
    const filename = path.join(base, 'src', file);
    const { code, map } = await transformAsync(source, {
      filename,
      root: ROOT,
      cwd: ROOT,
      configFile: false,
      babelrc: false,
      sourceMaps: true,
      sourceFileName: path.relative(path.dirname(to), filename).split(path.sep).join('/'),
      presets: [['@babel/preset-typescript', { allowDeclareFields: true }]],
      plugins: [
        ...(pluginEntry === null ? [] : [[pluginEntry, pluginOptions(dir, file)]]),
        ...(format === 'cjs' ? [endSpecifiersWithCjs, '@babel/plugin-transform-modules-commonjs'] : []),
      ],
    });
    outputs[to] = `${code}\n//# sourceMappingURL=${path.basename(to)}.map\n`;
    outputs[`${to}.map`] = JSON.stringify(map);
  }
  return outputs;
}

/** The runtime cannot import itself by name from its own sources: it names its own entry relative to the file. */
function pluginOptions(dir, file) {
  if (dir !== 'runtime') return { include: 'annotated' };
  const relative = path.posix.relative(path.posix.dirname(file), 'compiled.js');
  // Its rules are small functions, which grow with each companion; in second derivatives they run as traced code anyway.
  return {
    include: 'annotated',
    order: 1,
    lanes: 'never',
    runtime: relative.startsWith('.') ? relative : `./${relative}`,
  };
}

/** Relative specifiers end in `.js` in the sources and in the ESM build, in `.cjs` in the CommonJS build. */
function endSpecifiersWithCjs() {
  return {
    name: 'end-specifiers-with-cjs',
    visitor: {
      Program: {
        // On exit, so that the imports which other plugins added are seen too.
        exit(program) {
          for (const statement of program.node.body) {
            if (statement.source && /^\.\.?\//.test(statement.source.value)) {
              statement.source.value = statement.source.value.replace(/\.js$/, '.cjs');
              delete statement.source.extra;
            }
          }
        },
      },
    },
  };
}
