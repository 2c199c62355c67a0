/** Bare Fastify and `pg`: its router, its body parser, its serializer without schemas. */
import fastify from 'fastify';
import { createProduct, getProduct, listProducts } from './queries.mjs';

const app = fastify();
app.get('/health/live', async () => ({ status: 'ok' }));
app.get('/api/v1/products', async (request) => listProducts(Number(request.query.limit ?? 20), request.url));
app.get('/api/v1/products/:id', async (request) => getProduct(request.params.id));
app.post('/api/v1/products', async (request, reply) => reply.code(201).send(await createProduct(request.body)));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
