import { categoryInput } from '../../../support/fixtures/categories.ts';
import { create, unique, type Resource } from '../resources.ts';

/** What makes a new category, after everything that it refers to was made. */
export const newCategory = () => Promise.resolve(categoryInput(unique()));

/** A category on the server. */
export const someCategory = async (): Promise<Resource> => {
  const input = await newCategory();
  return create('/api/v1/categories', input);
};
