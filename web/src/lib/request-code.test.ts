import { makeDetail, makeImage } from '@/testing/fixtures';
import { describe, expect, test } from 'vitest';
import { curlOf, inputOfImage, typescriptOf } from './request-code';

const input = {
  loraTrainingId: 'a'.repeat(32),
  prompt: "it's a fox",
  personId: null,
  numImages: 2,
};

describe('The request as code', () => {
  test('leaves out what is left to the server', () => {
    expect(curlOf(input, 'http://likeness.test')).not.toContain('personId');
  });

  test('is quoted for a shell', () => {
    const code = curlOf(input, 'http://likeness.test');

    expect(code).toContain('curl http://likeness.test/api/generations \\\n');
    expect(code).toContain(`"prompt": "it'\\''s a fox"`);
  });

  test('is an object in TypeScript', () => {
    const code = typescriptOf(input, 'http://likeness.test');

    expect(code).toContain("url: 'http://likeness.test/api/trpc'");
    expect(code).toContain('  numImages: 2\n});');
    expect(code).toContain(`  prompt: "it's a fox",`);
  });

  test('makes exactly one picture again', () => {
    const image = makeImage(2);

    expect(inputOfImage(makeDetail(image))).toMatchObject({
      prompt: 'three pumpkins',
      seed: image.seed,
      numImages: 1,
      imageSize: { width: 1024, height: 1024 },
      loraTrainingId: image.loraTrainingId,
    });
  });
});
