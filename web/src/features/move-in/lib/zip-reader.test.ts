import { makeZip, type Packed } from '@/testing/zip';
import { describe, expect, test } from 'vitest';
import { ZipError } from './zip-fields';
import { readZip } from './zip-reader';

/** By Python's zipfile into a pipe: deflated, stored, and with room for 64 bits. */
const kStreamed =
  'UEsDBBQACAAIAAU5plgAAAAAAAAAAAAAAAAJAAAAb3V0L2EudHh0y89LVcinIgYAUEsHCO8J/TMJAAAAUAAAAFBLAwQUAAgIAAAFOaZYAAAAAAAA' +
  'AAAAAAAACwAAAEvDvHJiaXMudHh0dHdvUEsHCGaKyhEDAAAAAwAAAFBLAwQtAAgAAAAFOaZYAAAAAP//////////BwAUAGJpZy50eHQBABAAAAAA' +
  'AAAAAAAAAAAAAAAAAHRocmVlUEsHCPXYxUYFAAAAAAAAAAUAAAAAAAAAUEsBAhQDFAAIAAgABTmmWO8J/TMJAAAAUAAAAAkAAAAAAAAAAAAAAIAB' +
  'AAAAAG91dC9hLnR4dFBLAQIUAxQACAgAAAU5plhmisoRAwAAAAMAAAALAAAAAAAAAAAAAACAAUAAAABLw7xyYmlzLnR4dFBLAQItAy0ACAAAAAU5' +
  'plj12MVGBQAAAAUAAAAHAAAAAAAAAAAAAACAAXwAAABiaWcudHh0UEsFBgAAAAADAAMApQAAANIAAAAAAA==';
const kText = 'a pumpkin, masterpiece\n'.repeat(400);

async function textOf(blob: Blob): Promise<string> {
  return new TextDecoder().decode(await blob.arrayBuffer());
}

async function contents(zip: Blob): Promise<Record<string, string>> {
  const entries = await readZip(zip);
  const texts = await Promise.all(
    entries.map(async ({ path, read }) => [path, await textOf(await read())] as const),
  );
  return Object.fromEntries(texts);
}

/** Opens an archive of one file and unpacks it. */
async function unpackOne(file: Packed): Promise<string> {
  return (await contents(await makeZip([file])))[file.path] ?? '';
}

describe('The reader of zip archives', () => {
  test('unpacks what is stored and what is deflated, and skips folders', async () => {
    const zip = await makeZip([
      { path: 'out/' },
      { path: 'out/a.txt', content: 'stored' },
      { path: 'out/b.txt', content: kText, isDeflated: true },
      { path: 'empty.txt' },
    ]);

    expect(await contents(zip)).toEqual({
      'out/a.txt': 'stored',
      'out/b.txt': kText,
      'empty.txt': '',
    });
  });

  test('reads names beyond ASCII, with the flag for UTF-8 and without', async () => {
    const zip = await makeZip([
      { path: 'Bilder/Kürbis 南瓜.txt', content: 'a' },
      { path: 'größe.txt', content: 'b', flags: 0 },
    ]);

    expect(Object.keys(await contents(zip))).toEqual(['Bilder/Kürbis 南瓜.txt', 'größe.txt']);
  });

  test('reads archives of the 64 bit kind', async () => {
    const files = [
      { path: 'a.txt', content: kText, isDeflated: true, isZip64: true },
      { path: 'b.txt', content: 'b', isZip64: true, modifiedAt: 1_700_000_000 },
    ];

    expect(await contents(await makeZip(files, { isZip64: true }))).toEqual({
      'a.txt': kText,
      'b.txt': 'b',
    });
  });

  test('reads what a program wrote as a stream, which tells sizes only afterwards', async () => {
    const bytes = Uint8Array.from(atob(kStreamed), (letter) => letter.charCodeAt(0));

    expect(await contents(new Blob([bytes]))).toEqual({
      'out/a.txt': 'one '.repeat(20),
      'Kürbis.txt': 'two',
      'big.txt': 'three',
    });
  });

  test('finds the end before a comment, even one that looks like an end', async () => {
    const zip = await makeZip([{ path: 'a.txt', content: 'a' }], {
      comment: 'PK\u0005\u0006 and more',
    });

    expect(await contents(zip)).toEqual({ 'a.txt': 'a' });
  });

  test('tells when a file was changed, to the second where the archive knows', async () => {
    const zip = await makeZip([
      { path: 'exact.txt', modifiedAt: 1_700_000_001 },
      { path: 'dos.txt' },
    ]);

    const [exact, dos] = await readZip(zip);

    expect(exact?.modifiedAt).toEqual(new Date(1_700_000_001_000));
    expect(dos?.modifiedAt).toEqual(new Date(2025, 1, 1, 12, 0, 0));
  });

  test('reads nothing but the end until a file is asked for', async () => {
    const zip = await makeZip([{ path: 'a.png', content: 'x'.repeat(500_000) }]);
    const asked: number[] = [];
    const watched = {
      size: zip.size,
      slice: (from: number, to: number) => {
        asked.push(to - from);
        return zip.slice(from, to);
      },
    } as Blob;

    const [entry] = await readZip(watched);

    expect(entry?.size).toBe(500_000);
    expect(asked.reduce((sum, bytes) => sum + bytes)).toBeLessThan(70_000);
  });

  test.each<[string, Packed, RegExp]>([
    ['one that is locked', { path: 'a', content: 'a', flags: 1 }, /password/],
    ['a method that browsers lack', { path: 'a', content: 'a', method: 14 }, /cannot read/],
    ['a wrong checksum', { path: 'a', content: 'a', crc: 1 }, /damaged within/],
    ['less than was announced', { path: 'a', content: 'a', size: 9 }, /damaged within/],
    [
      'more than was announced',
      { path: 'a', content: kText, isDeflated: true, size: 9 },
      /damaged/,
    ],
    ['what cannot be inflated', { path: 'a', content: 'not deflated', method: 8 }, /damaged/],
    ['more than 64 MB', { path: 'a', content: 'a', size: (64 << 20) + 1 }, /larger than 64 MB/],
  ])('refuses %s, in words', async (_what, file, words) => {
    await expect(unpackOne(file)).rejects.toThrow(words);
  });

  test('a file that is refused leaves the others alone', async () => {
    const [bad, good] = await readZip(
      await makeZip([
        { path: 'bad', content: 'a', crc: 1 },
        { path: 'good', content: 'b' },
      ]),
    );

    await expect(bad?.read()).rejects.toThrow();
    expect(await textOf((await good?.read()) ?? new Blob())).toBe('b');
  });

  test.each<[string, Blob, RegExp]>([
    ['an empty file', new Blob(), /no zip/],
    ['another file', new Blob(['x'.repeat(70_000)]), /no zip/],
  ])('says of %s that it is no archive', async (_what, file, words) => {
    await expect(readZip(file)).rejects.toThrow(words);
  });

  test('refuses a directory that lies outside, is cut or claims too many files', async () => {
    const zip = await makeZip([{ path: 'a.txt', content: 'a' }]);
    const bytes = new Uint8Array(await zip.arrayBuffer());
    const changed = (at: number, ...values: number[]) => {
      const copy = bytes.slice();
      copy.set(values, copy.length - 22 + at);
      return new Blob([copy]);
    };

    await expect(readZip(changed(16, 0xff, 0xff, 0xff, 0x7f))).rejects.toThrow(/damaged/);
    await expect(readZip(changed(10, 9))).rejects.toThrow(/damaged/);
    await expect(readZip(changed(12, 0xff, 0xff, 0xff, 0x7f))).rejects.toThrow(/more than 200,000/);
  });

  test('no byte of an archive can make it do worse than refuse', async () => {
    const zip = await makeZip(
      [{ path: 'a.txt', content: kText, isDeflated: true, isZip64: true }],
      {
        isZip64: true,
      },
    );
    const bytes = new Uint8Array(await zip.arrayBuffer());
    const outcomes = new Set<string>();

    for (let at = 0; at < bytes.length; at += 1) {
      const copy = bytes.slice();
      copy[at] = 0xff - (copy[at] ?? 0);
      const text = await contents(new Blob([copy])).then(
        (found) => Object.values(found)[0] ?? 'another number of files',
        (error: unknown) => (error instanceof ZipError ? 'ZipError' : String(error)),
      );
      outcomes.add(text === kText ? 'whole' : text);
    }

    expect([...outcomes].sort()).toEqual(['ZipError', 'whole']);
  });
});
