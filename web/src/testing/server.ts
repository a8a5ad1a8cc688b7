// A server of the same protocol, run by MSW: its answers are typed by the real operation table.
import type { AppRouter, ErrorShape } from '@/api/router';
import { initTRPC, TRPCError, type inferRouterInputs, type inferRouterOutputs } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { usualAnswers } from './usual-answers';

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type PathIn<Group extends keyof Outputs> = `${Group}.${keyof Outputs[Group] & string}`;
type Path = { [Group in keyof Outputs]: PathIn<Group> }[keyof Outputs];
type At<
  Table,
  P extends Path,
> = P extends `${infer Group extends keyof Table & string}.${infer Name}`
  ? Name extends keyof Table[Group]
    ? Table[Group][Name]
    : never
  : never;

/** What some operations answer. */
export type Answers = {
  [P in Path]?: (input: NonNullable<At<Inputs, P>>) => At<Outputs, P> | Promise<At<Outputs, P>>;
};

type AnyAnswer = (input: unknown) => unknown;

const mutations = new Set<string>([
  'auth.nonce',
  'auth.verify',
  'auth.logout',
  'auth.endSession',
  'auth.endOtherSessions',
  'drafts.put',
  'generate.submit',
  'generate.ladder',
  'generate.cancel',
  'images.favorite',
  'images.rate',
  'images.tag',
  'images.trash',
  'images.restore',
  'images.remove',
  'images.emptyTrash',
  'images.favorite',
  'images.rate',
  'images.restore',
  'images.tag',
  'images.trash',
  'loras.update',
  'loras.remove',
  'people.create',
  'people.update',
  'people.remove',
  'shares.create',
  'shares.revoke',
  'shares.unlock',
  'searches.create',
  'searches.remove',
  'tokens.create',
  'tokens.revoke',
  'training.cancel',
  'training.create',
  'uploads.remove',
] satisfies Path[]);

/** What the server adds to an error. */
type Extras = Partial<Pick<ErrorShape['data'], 'errors' | 'nextAt' | 'requestId'>>;

class Refusal extends TRPCError {
  readonly extras: Extras;
  constructor(code: TRPCError['code'], message: string, extras: Extras) {
    super({ code, message });
    this.extras = extras;
  }
}

/** Throw it in an answer. */
export function refusal(code: TRPCError['code'], message: string, extras: Extras = {}): Error {
  return new Refusal(code, message, extras);
}

const answers = new Map<string, AnyAnswer>();
const calls: { path: string; input: unknown }[] = [];
const unexpected: string[] = [];

function handle(path: string, input: unknown): unknown {
  const answer = answers.get(path);
  calls.push({ path, input });
  if (!answer) {
    unexpected.push(path);
    throw refusal('NOT_FOUND', `The test does not answer ${path}`);
  }
  return answer(input);
}

const t = initTRPC.create({
  isDev: false,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { ...shape.data, ...(error instanceof Refusal ? error.extras : {}) },
  }),
});

function procedureOf(path: string) {
  const procedure = t.procedure.input((input: unknown) => input);
  const resolve = ({ input }: { input: unknown }) => handle(path, input);
  return mutations.has(path) ? procedure.mutation(resolve) : procedure.query(resolve);
}

/** A router that has just what is called. */
function routerOf(paths: readonly string[]) {
  const groups: Record<string, Record<string, ReturnType<typeof procedureOf>>> = {};
  for (const path of paths) {
    const [group = '', name = ''] = path.split('.');
    (groups[group] ??= {})[name] = procedureOf(path);
  }
  return t.router(groups);
}

const endpoint = '/api/trpc';

export const server = setupServer(
  http.all(`http://likeness.test${endpoint}/*`, ({ request }) => {
    const paths = decodeURIComponent(new URL(request.url).pathname.slice(endpoint.length + 1));
    return fetchRequestHandler({ endpoint, req: request, router: routerOf(paths.split(',')) });
  }),
);

/** From now on these operations answer so. */
export function answer(more: Answers): void {
  for (const [path, value] of Object.entries(more)) {
    answers.set(path, value as AnyAnswer);
  }
}

export function answerAsUsual(): void {
  answers.clear();
  calls.length = 0;
  answer(usualAnswers);
}

/** With what an operation was called, in order. */
export function inputsOf<P extends Path>(path: P): At<Inputs, P>[] {
  return calls.filter((call) => call.path === path).map((call) => call.input as At<Inputs, P>);
}

export function unexpectedCalls(): string[] {
  return unexpected.splice(0);
}
