// What the read function does, as one would write it for Node: a verified token is remembered, the row is read under the caller's claims.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { createLocalJWKSet, jwtVerify } from 'jose';
import pg from 'pg';

const { PORT, DATABASE_URL, POOL_SIZE, JWKS_FILE, ISSUER } = process.env;
const REMEMBERED = 10_000;
const STALE_AFTER = 6 * 3600 * 1000;
const READ = 'select body, etag, hidden, checked_at from cineai.read_feed($1, $2, $3)';

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), idleTimeoutMillis: 0 });
const keys = createLocalJWKSet(JSON.parse(readFileSync(JWKS_FILE, 'utf8')));
const expected = { issuer: ISSUER, audience: 'authenticated', algorithms: ['ES256', 'RS256'], clockTolerance: 30 };
const verified = new Map();

async function verify(token) {
  try {
    const { payload } = await jwtVerify(token, keys, expected);
    const claims = JSON.stringify({ sub: payload.sub, role: 'authenticated' });
    const caller = { user: payload.sub, claims, until: payload.exp * 1000 };
    if (verified.size >= REMEMBERED) verified.delete(verified.keys().next().value);
    verified.set(token, caller);
    return caller;
  } catch {
    return null;
  }
}

function remembered(token) {
  const caller = verified.get(token);
  return caller && caller.until > Date.now() ? caller : null;
}

const app = Fastify({ logger: false });

app.get('/v1/recommendations', async (request, reply) => {
  const header = request.headers.authorization ?? '';
  if (!header.startsWith('Bearer ')) return reply.code(401).send();
  const token = header.slice(7);
  const caller = remembered(token) ?? (await verify(token));
  if (!caller) return reply.code(401).send();

  const known = /^(?:W\/)?"([^"]*)"$/.exec(request.headers['if-none-match'] ?? '')?.[1] ?? null;
  const { rows } = await pool.query({ name: 'read', text: READ, values: [caller.user, caller.claims, known] });
  if (rows.length === 0) return reply.code(404).send();
  const [{ body, etag, hidden, checked_at }] = rows;
  if (hidden.length > 0) return reply.code(501).send();

  reply.header('Cineai-Source', checked_at.getTime() + STALE_AFTER < Date.now() ? 'stale' : 'personal');
  reply.header('Cache-Control', 'private, no-cache, stale-if-error=86400');
  reply.header('Vary', 'Authorization, Accept-Encoding');
  reply.header('ETag', `W/"${etag}"`);
  if (body === null) return reply.code(304).send();
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.code(406).send();
  return reply.header('Content-Type', 'application/json').header('Content-Encoding', 'gzip').send(body);
});

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
