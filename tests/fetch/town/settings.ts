import type { Config } from '../../../src/config.ts';

/** The fetch settings as they come, with bounds that a test reaches in no time. */
export const townSettings: Config['fetch'] = {
  allowPrivateAddresses: false,
  ports: [80, 443],
  connectTimeoutSeconds: 1,
  timeoutSeconds: 2,
  maxWireBytes: 500_000,
  maxBytes: 1_000_000,
  maxRatio: 100,
  maxRedirects: 5,
  hostIntervalSeconds: 2,
  giveUpHours: 24,
  retryDelaysSeconds: [],
  contact: 'desk@example.org',
};
