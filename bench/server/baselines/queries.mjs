/** What the bare servers do: the queries and the bodies of the emitted backend, without anything around them. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const columns = 'id, name, description, price, stock, category_id, is_active, version, created_at, updated_at';

export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const present = (row) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  price: row.price,
  stock: row.stock,
  categoryId: row.category_id,
  isActive: row.is_active,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  _links: {
    self: { href: `/api/v1/products/${row.id}` },
    category: { href: `/api/v1/categories/${row.category_id}` },
  },
});

const answer = (data, meta) => ({
  success: true,
  data,
  meta: { requestId: randomUUID(), timestamp: new Date().toISOString(), ...meta },
  errors: [],
});

const pageAfter = (last, limit, url) => {
  const position = JSON.stringify(['-createdAt', 1, last.created_at.toISOString(), last.id]);
  const nextCursor = Buffer.from(position).toString('base64url');
  return {
    pagination: { limit, hasMore: true, nextCursor, prevCursor: null },
    filters: {},
    sort: '-createdAt',
    _links: { self: { href: url }, next: { href: `${url}&cursor=${nextCursor}` } },
  };
};

/** The first page of more than one. */
export const listProducts = async (limit, url) => {
  const { rows } = await pool.query({
    name: 'list',
    text: `select ${columns} from products where deleted_at is null order by created_at desc, id desc limit $1`,
    values: [limit + 1],
  });
  return answer(rows.slice(0, limit).map(present), pageAfter(rows[limit - 1], limit, url));
};

export const getProduct = async (id) => {
  const { rows } = await pool.query({
    name: 'get',
    text: `select ${columns} from products where id = $1 and deleted_at is null`,
    values: [id],
  });
  return rows[0] === undefined ? undefined : answer(present(rows[0]));
};

export const createProduct = async (body) => {
  const { rows } = await pool.query({
    name: 'create',
    text: `insert into products (id, name, description, price, stock, category_id, is_active, version, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8) returning ${columns}`,
    values: [
      randomUUID(),
      body.name,
      body.description,
      body.price,
      body.stock,
      body.categoryId,
      body.isActive,
      new Date(),
    ],
  });
  return answer(present(rows[0]));
};
