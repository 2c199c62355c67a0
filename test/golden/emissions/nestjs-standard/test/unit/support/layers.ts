import type { Import } from './imports.ts';

interface Place {
  readonly area: string;
  readonly module?: string;
  readonly layer?: string;
}

const placeOf = (path: string): Place => {
  const [root, area, name, layer] = path.split('/');
  if (root !== 'src' || area === undefined) return { area: 'package' };
  if (area !== 'modules' || name === undefined || layer === undefined) return { area };
  return { area, module: name, layer: layer.endsWith('.ts') ? 'face' : layer };
};

const isAdapterCode = (path: string): boolean => /^src\/platform\/(http|database)\//.test(path);

const inward: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  application: ['domain', 'application'],
  persistence: ['domain', 'application', 'persistence'],
  http: ['domain', 'application', 'http', 'face'],
};

const withinModule = (from: Place, to: Place): string | undefined => {
  const allowed = inward[from.layer ?? ''];
  if (allowed === undefined || allowed.includes(to.layer ?? '')) return undefined;
  return `${from.layer ?? ''} must not know ${to.layer ?? ''}`;
};

const fromCore = (layer: string, to: Place, path: string): string | undefined => {
  if (to.area === 'package' && !path.startsWith('node:')) return `${layer} imports no package`;
  return isAdapterCode(path) ? `${layer} knows neither HTTP nor the database` : undefined;
};

const knowsComposition = ({ area, layer }: Place): boolean =>
  area === 'modules' ? layer === 'http' : area !== 'platform' && area !== 'config';

/** What injects the services of another module imports that module: a second provider would be a second instance. */
const isImportOfModule = (from: string, to: string): boolean =>
  [from, to].every((path) => /^src\/modules\/[^/]+\/http\/[^/]+\.module\.ts$/.test(path));

/**
 * What is wrong with an import, or nothing. `domain ← application ← {persistence, http}`; a module reaches another
 * through its `index.ts`, or imports it as a Nest module; the platform knows no module and not how the application is
 * composed.
 */
export const violationOf = ({ from, to }: Import): string | undefined => {
  const source = placeOf(from);
  const target = placeOf(to);
  if (target.area === 'app' && !knowsComposition(source)) return 'only HTTP code and entry points know src/app';
  if (source.area === 'platform' && target.area === 'modules') return 'the platform knows no module';
  if (source.module === undefined) return undefined;
  if (target.module !== undefined && target.module !== source.module) {
    if (isImportOfModule(from, to)) return undefined;
    return target.layer === 'face' ? undefined : 'another module is reached through its index.ts';
  }
  const inside = target.module === undefined ? undefined : withinModule(source, target);
  if (inside !== undefined) return inside;
  return source.layer === 'domain' || source.layer === 'application' ? fromCore(source.layer, target, to) : undefined;
};
