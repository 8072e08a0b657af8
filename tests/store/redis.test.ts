import { Redis } from 'ioredis';
import { redisDocumentStore } from '../../src/store/redis/document-store.ts';
import { testRedisUrl } from '../support/redis.ts';
import { documentStoreContract } from './document-store.contract.ts';

documentStoreContract('Redis', async () => {
  const redis = new Redis(await testRedisUrl());
  await redis.flushdb();
  return { bodies: redisDocumentStore(redis, 'test'), close: async () => void (await redis.quit()) };
});
