import { register } from 'tsx/esm/api';

/** @param {import('./generators/plop-host.ts').PlopApi} plop */
export default async function plopfile(plop) {
  // The generators are TypeScript, and so is what they load while they run; plop itself loads JavaScript only.
  register();
  const { registerGenerators } = await import('./generators/index.ts');
  await registerGenerators(plop);
}
