import type { Request } from 'autocannon';
import { z } from 'zod';
import { seedPassword } from './emission.ts';

/** One kind of request. */
export interface Scenario {
  readonly title: string;
  /** Whether a bare server can answer it as well. */
  readonly forBare: boolean;
  readonly requests: (material: Material) => Request[];
}

/** What requests are made of. */
export interface Material {
  readonly productIds: readonly string[];
  readonly categoryId: string;
  /** Of somebody who may write products; none for a bare server. */
  readonly token: string | undefined;
}

const authorized = ({ token }: Material): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

const get = (path: string, headers: Record<string, string> = {}): Request => ({ method: 'GET', path, headers });

const listPath = '/api/v1/products?limit=20';
const pathOf = (id: string): string => `/api/v1/products/${id}`;

/** What bare servers and ours are asked alike, and have to answer alike. */
export const comparedPaths = ({ productIds }: Pick<Material, 'productIds'>): readonly string[] => [
  listPath,
  ...productIds.slice(0, 1).map(pathOf),
];

const product = (categoryId: string) => ({
  name: 'Bench product',
  description: 'Made to be measured.',
  price: '12.50',
  stock: 5,
  categoryId,
  isActive: true,
});

export const scenarios: readonly Scenario[] = [
  { title: 'live', forBare: true, requests: () => [get('/health/live')] },
  { title: 'list of 20', forBare: true, requests: () => [get(listPath)] },
  {
    title: 'get by id',
    forBare: true,
    requests: ({ productIds }) => productIds.map((id) => get(pathOf(id))),
  },
  {
    title: 'get by id, signed in',
    forBare: false,
    requests: (material) => material.productIds.map((id) => get(pathOf(id), authorized(material))),
  },
  {
    title: 'create',
    forBare: true,
    requests: (material) => [
      {
        method: 'POST',
        path: '/api/v1/products',
        headers: { ...authorized(material), 'content-type': 'application/json' },
        body: JSON.stringify(product(material.categoryId)),
      },
    ],
  },
];

const loginAnswer = z.object({ data: z.object({ accessToken: z.string() }) });

/** Signs in as the seeded manager, who may write products. @returns the access token */
export const signIn = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'manager@example.test', password: seedPassword }),
  });
  return loginAnswer.parse(await response.json()).data.accessToken;
};
