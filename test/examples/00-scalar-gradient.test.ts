import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/00-scalar-gradient', () => {
  it('prints what its README says', () => {
    const { status, output, errors } = runExample('00-scalar-gradient', []);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.match(/∂\/∂speed\s+2\.46315887/);
    expect(output).to.match(/∂\/∂angle\s+5\.55827/);
  });
});
