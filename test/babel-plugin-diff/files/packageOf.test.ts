import { expect } from 'chai';
import { packageOf } from '../../../packages/babel-plugin-diff/dist/cjs/files/packageOf.cjs';

describe('packageOf', () => {
  it('names the innermost package of a file', () => {
    expect(packageOf('/app/node_modules/lib/index.js')).to.equal('lib');
    expect(packageOf('/app/node_modules/@scope/lib/src/a.js')).to.equal('@scope/lib');
    expect(packageOf('/app/node_modules/lib/node_modules/inner/a.js')).to.equal('inner');
    expect(packageOf('C:\\app\\node_modules\\lib\\a.js')).to.equal('lib');
  });

  it('names none for files of the project and for folders', () => {
    expect(packageOf('/app/src/index.js')).to.equal(null);
    expect(packageOf('/app/my_node_modules/lib/a.js')).to.equal(null);
    expect(packageOf('/app/node_modules/lib')).to.equal(null);
    expect(packageOf('/app/node_modules/@scope/lib')).to.equal(null);
  });
});
