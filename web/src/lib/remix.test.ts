import { info, makeDetail, makeImage, makeLora } from '@/testing/fixtures';
import { expect, test } from 'vitest';
import { draftOf } from './drafts';
import { recipeText } from './image-text';
import { furtherLorasOf, remix } from './remix';

const lora = makeLora();
const { recipe: plain, ...detail } = makeDetail(makeImage(0, { loraScale: 1.2 }));
const second = { ...plain.lora, id: '2'.repeat(32), name: 'Night', scale: 0.5 };
const settings = { ...plain.settings, loraScale: 1.2 };
const recipe = { ...plain, settings, loras: [plain.lora, second] };

test('A remix brings every LoRA back into the form, each with its strength', () => {
  remix(lora.id, { ...recipe, furtherLoras: furtherLorasOf(recipe) }, info);

  const draft = draftOf(lora.id);
  expect(draft.loraScale).toBe(1.2);
  expect(draft.loras).toEqual([{ loraTrainingId: second.id, scale: 0.5 }]);
});

test('A remix of a picture of one LoRA takes further ones out of the form', () => {
  remix(lora.id, { ...recipe, furtherLoras: furtherLorasOf(recipe) }, info);

  remix(lora.id, { ...plain, furtherLoras: furtherLorasOf(plain) }, info);

  expect(draftOf(lora.id).loras).toBeUndefined();
});

test('The recipe as text names every LoRA', () => {
  const text = recipeText({ ...detail, recipe });

  expect(text).toContain('<lora:Linocut:1.2> <lora:Night:0.5>');
  expect(text).toContain('Lora hashes: "Linocut: bbbbbbbbbbbb, Night: bbbbbbbbbbbb"');
});
