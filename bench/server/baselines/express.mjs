/** Bare Express and `pg`, with its defaults. */
import express from 'express';
import { createProduct, getProduct, listProducts } from './queries.mjs';

const app = express();
app.use(express.json());
app.get('/health/live', (_request, response) => response.json({ status: 'ok' }));
app.get('/api/v1/products', async (request, response) =>
  response.json(await listProducts(Number(request.query.limit ?? 20), request.url)),
);
app.get('/api/v1/products/:id', async (request, response) => response.json(await getProduct(request.params.id)));
app.post('/api/v1/products', async (request, response) => response.status(201).json(await createProduct(request.body)));
app.listen(Number(process.env.PORT), '127.0.0.1');
