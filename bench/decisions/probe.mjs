// Times what the decisions of an emitted repository cost, each beside what it was weighed against. Prints JSON.
import { hash } from '@node-rs/argon2';
import { createSigner, createVerifier } from 'fast-jwt';
import { Kysely, PostgresDialect } from 'kysely';
import { generateKeyPairSync } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import pg from 'pg';

const ROWS = 1_000_000;
const ROUNDS = 7;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The mean time of one call in each of several rounds, in microseconds; contenders take turns. */
const compare = async (contenders, times) => {
  const rounds = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(contenders)) {
      const started = performance.now();
      for (let time = 0; time < times; time += 1) await call();
      // The first round warms up.
      if (round >= 0) rounds[name].push(((performance.now() - started) / times) * 1000);
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, values]) => [name, median(values)]));
};

const password = async () => {
  const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
  return compare({ argon2id: () => hash('a long enough passphrase', options) }, 20);
};

const tokens = async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const token = createSigner({ key: privateKey, algorithm: 'EdDSA', expiresIn: 900_000 })({ sub: 'somebody' });
  const options = { key: publicKey, algorithms: ['EdDSA'] };
  const always = createVerifier(options);
  const remembering = createVerifier({ ...options, cache: 10_000 });
  return compare({ signature: () => always(token), remembered: () => remembering(token) }, 2000);
};

const fill = async (pool) => {
  await pool.query('create table things (id integer primary key, name text not null, price integer not null)');
  await pool.query("insert into things select n, 'thing ' || n, n from generate_series(1, $1::integer) n", [ROWS]);
  await pool.query('create index things_price_id on things (price, id)');
  await pool.query('analyze things');
};

const data = async (url) => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  await fill(pool);
  const byId = () => db.selectFrom('things').select(['id', 'name', 'price']).where('id', '=', 4711);
  const pages = 'select id, name, price from things';
  try {
    return {
      ...(await compare(
        {
          text: () => pool.query('select "id", "name", "price" from "things" where "id" = $1', [4711]),
          built: () => byId().executeTakeFirst(),
        },
        1000,
      )),
      ...(await compare({ building: () => byId().compile() }, 20_000)),
      ...(await compare(
        {
          firstPage: () => pool.query(`${pages} order by price, id limit 20`),
          lastByKey: () => pool.query(`${pages} where (price, id) > ($1, $1) order by price, id limit 20`, [ROWS - 20]),
          lastByOffset: () => pool.query(`${pages} order by price, id limit 20 offset $1`, [ROWS - 20]),
        },
        5,
      )),
    };
  } finally {
    await db.destroy();
  }
};

const body = { id: 4711, name: 'thing', price: 100, stock: 5 };

const borders = async () => {
  const server = createServer((_request, response) => response.end(JSON.stringify(body)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new Agent({ keepAlive: true });
  const { port } = server.address();
  const overNetwork = () =>
    new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', agent }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(JSON.parse(text)));
      })
        .on('error', reject)
        .end();
    });
  const service = { find: async () => ({ ...body }) };
  try {
    return await compare({ call: () => service.find(), request: overNetwork }, 2000);
  } finally {
    agent.destroy();
    server.close();
  }
};

const url = process.argv[2];
const figures = { ...(await password()), ...(await tokens()), ...(await data(url)), ...(await borders()) };
process.stdout.write(JSON.stringify(figures));
