/** Bare `node:http` and `pg`. */
import { createServer } from 'node:http';
import { createProduct, getProduct, listProducts } from './queries.mjs';

const send = (response, status, body) => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};

const readJson = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
};

const handle = async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/health/live') return send(response, 200, { status: 'ok' });
  if (pathname === '/api/v1/products') {
    if (request.method === 'POST') return send(response, 201, await createProduct(await readJson(request)));
    return send(response, 200, await listProducts(Number(searchParams.get('limit') ?? 20), request.url));
  }
  return send(response, 200, await getProduct(pathname.slice('/api/v1/products/'.length)));
};

createServer((request, response) => {
  handle(request, response).catch((error) => send(response, 500, { error: String(error) }));
}).listen(Number(process.env.PORT), '127.0.0.1');
