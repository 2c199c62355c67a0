import { register } from 'tsx/esm/api';

/** @param {import('plop').NodePlopAPI} plop */
export default async function plopfile(plop) {
  // The generators are TypeScript; plop itself loads JavaScript only.
  register();
  const { migrationGenerator } = await import('./generators/migration/generator.ts');
  const { resourceGenerator } = await import('./generators/resource/generator.ts');
  plop.setGenerator('resource', resourceGenerator);
  plop.setGenerator('migration', migrationGenerator);
}
