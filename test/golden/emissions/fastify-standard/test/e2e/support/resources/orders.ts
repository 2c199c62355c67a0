import { firstOf, type Resource } from '../resources.ts';

/** A order on the server. */
export const someOrder = (): Promise<Resource> => {
  return firstOf('/api/v1/orders');
};
