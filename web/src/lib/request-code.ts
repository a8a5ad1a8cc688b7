import type { GenerateInput, ImageDetail } from '@/api/router';

/** What made one picture, as a request that makes it again. */
export function inputOfImage({ recipe, loraTrainingId }: ImageDetail): GenerateInput {
  const { width, height, ...settings } = recipe.settings;
  return {
    loraTrainingId,
    prompt: recipe.prompt,
    numImages: 1,
    seed: recipe.seed,
    engine: recipe.engine,
    imageSize: { width, height },
    ...settings,
  };
}

/** Without what is left to the server. */
function givenOf(input: GenerateInput): object {
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given);
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function curlOf(input: GenerateInput, origin: string): string {
  const body = JSON.stringify(givenOf(input), null, 2);
  return [
    `curl ${origin}/api/generations \\`,
    `  -H 'Authorization: Bearer YOUR_API_KEY' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(body)}`,
  ].join('\n');
}

export function typescriptOf(input: GenerateInput, origin: string): string {
  const body = JSON.stringify(givenOf(input), null, 2).replace(/^( *)"(\w+)":/gm, '$1$2:');
  return `import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from './router'; // likeness openapi --typescript > router.ts

const client = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: '${origin}/api/trpc',
      headers: { Authorization: 'Bearer YOUR_API_KEY' },
    }),
  ],
});

const { batch } = await client.generate.submit.mutate(${body});
console.log(batch.id);`;
}
