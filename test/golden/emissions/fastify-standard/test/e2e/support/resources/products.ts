import { productInput } from '../../../support/fixtures/products.ts';
import { create, unique, type Resource } from '../resources.ts';
import { someCategory } from './categories.ts';

/** What makes a new product, after everything that it refers to was made. */
export const newProduct = async () => {
  const references = {
    categoryId: (await someCategory()).id,
  };
  return productInput(unique(), references);
};

/** A product on the server. */
export const someProduct = async (): Promise<Resource> => {
  const input = await newProduct();
  return create('/api/v1/products', input);
};
