import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

interface Manifest {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly scarfSettings?: unknown;
}
// The emitted package.json is ours: its members are known.
const manifestOf = (text = '{}'): Manifest => JSON.parse(text) as Manifest;

describe('API documentation', () => {
  it('brings its scripts, and the pipeline runs them', () => {
    const { emission } = emitWith({});
    const { scripts } = manifestOf(emission.get('package.json')?.content);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['openapi', 'openapi:check', 'openapi:diff']));
    expect(emission.get('scripts/checks.json')?.content).toMatch(/openapi:check[^]*openapi:diff/);
  });

  it('reports nothing to anybody', () => {
    const { emission } = emitWith({});
    expect(manifestOf(emission.get('package.json')?.content).scarfSettings).toEqual({ enabled: false });
    expect(emission.get('redocly.yaml')?.content).toContain("telemetry: 'off'");
  });

  it('leaves no trace in the source when it is taken out', () => {
    const { emission } = emitWith({ without: ['api-docs'] });
    const traces = [...emission].filter(
      ([path, { content }]) => path.startsWith('src/') && /swagger|\/docs|api-document/.test(path + content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
    expect(emission.get('package.json')?.content).not.toMatch(/swagger-ui|redocly|scarf/);
    expect(emission.has('redocly.yaml')).toBe(false);
  });
});
