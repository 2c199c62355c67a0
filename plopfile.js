import { register } from 'tsx/esm/api';

/** @param {import('./generators/plop-host.ts').PlopApi} plop */
export default async function plopfile(plop) {
  // The generators are TypeScript; plop itself loads JavaScript only.
  const unregister = register();
  const { registerGenerators } = await import('./generators/index.ts');
  await registerGenerators(plop);
  await unregister();
}
