/** The traffic of every zone on every day: constant, so that a period of any length adds up alike in both APIs. */
export const DAILY = {
  requests: 9_000,
  cachedRequests: 6_000,
  bytes: 9_216_000,
  cachedBytes: 6_144_000,
  pageViews: 1_200,
  threats: 30,
  uniques: 400,
} as const;

/** v1 `interval` → days. */
export const V1_DAYS: Readonly<Record<string, number>> = { '20': 30, '30': 7, '40': 1, '100': 1 };

export const DAY_MS = 24 * 60 * 60 * 1000;
