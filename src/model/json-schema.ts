export { modelJsonSchema } from './schema.ts';
