import { describe, expect, test } from 'vitest';
import { usageCsv } from './usage-csv';

describe('The table of usage', () => {
  test('has a head and a row for each wallet', () => {
    const csv = usageCsv([
      {
        walletAddress: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
        lastUsedAt: '2026-03-01T12:00:00.000Z',
        batches: 3,
        submitted: 9,
        kept: 4,
        failed: 0,
        blocked: 2,
        cancelled: 3,
        imageMicrodollars: 100_000,
        trainings: 1,
        trainingMicrodollars: 2_000_000,
        priceMicrodollars: 2_100_000,
      },
    ]);

    expect(csv).toBe(
      'walletAddress,priceMicrodollars,imageMicrodollars,trainingMicrodollars,batches,submitted,kept,failed,blocked,cancelled,trainings,lastUsedAt\r\n' +
        '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,2100000,100000,2000000,3,9,4,0,2,3,1,2026-03-01T12:00:00.000Z\r\n',
    );
  });
});
