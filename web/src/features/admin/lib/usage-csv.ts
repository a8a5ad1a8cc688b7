import type { WalletUsage } from '@/api/router';
import { client } from '@/lib/api';
import type { Period } from './period';

// Names of the fields, so that a program that reads the table does not depend on a language.
const columns = [
  'walletAddress',
  'priceMicrodollars',
  'imageMicrodollars',
  'trainingMicrodollars',
  'batches',
  'submitted',
  'kept',
  'failed',
  'blocked',
  'cancelled',
  'trainings',
  'lastUsedAt',
] as const satisfies readonly (keyof WalletUsage)[];

/** RFC 4180. No value has a comma, a quote or a formula: addresses, whole numbers and times. */
export function usageCsv(wallets: readonly WalletUsage[]): string {
  const rows = wallets.map((wallet) => columns.map((column) => wallet[column]).join(','));
  return [columns.join(','), ...rows, ''].join('\r\n');
}

/** Of all wallets, page after page. */
export async function allUsage(period: Period): Promise<WalletUsage[]> {
  const wallets: WalletUsage[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.admin.usage.query>> =
      await client.admin.usage.query({ ...period, cursor });
    wallets.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return wallets;
}

export function saveText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
