import type { TierLimits } from '../../../../src/platform/rate-limit/tiers.ts';

export const sampleLimits: TierLimits = {
  anonymous: 300,
  auth: 60,
  credentials: 300,
  user: 600,
};
