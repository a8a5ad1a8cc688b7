import { answer, server } from '@/testing/server';
import { makeLora, makePerson, makeRow } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen, waitFor } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ImportDialog } from './import-dialog';

const file = new File(['weights'], 'face.safetensors');
const route = 'http://likeness.test/api/loras';
const onClose = vi.fn();
const onGenerate = vi.fn();
const onOpen = vi.fn();

function open(initialFile: File | null = null) {
  return show(
    <ImportDialog
      initialFile={initialFile}
      personId={null}
      onClose={onClose}
      onGenerate={onGenerate}
      onOpen={onOpen}
    />,
  );
}

beforeEach(() => {
  onClose.mockReset();
  answer({
    'people.list': () => ({ items: [makePerson()] }),
  });
});

describe('The import of a LoRA', () => {
  test('sends the file as it is, with the labels that were given', async () => {
    const seen: { url?: string; body?: string; type?: string | null } = {};
    server.use(
      http.post(route, async ({ request }) => {
        seen.url = request.url;
        seen.body = await request.text();
        seen.type = request.headers.get('content-type');
        return HttpResponse.json(makeLora({ name: 'My face', isMine: true }), { status: 201 });
      }),
    );
    const { user } = open();
    await user.upload(screen.getByLabelText('LoRA file'), file);
    await user.type(screen.getByRole('textbox', { name: 'Name' }), ' My face ');
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Person' }),
      await screen.findByRole('option', { name: 'Ada Lovelace' }),
    );

    await user.click(screen.getByRole('button', { name: 'Import' }));

    expect(await screen.findByRole('dialog', { name: 'My face is here' })).toBeInTheDocument();
    const query = new URL(seen.url ?? '').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      visibility: 'private',
      name: 'My face',
      personId: '1',
    });
    expect(seen.body).toBe('weights');
    expect(seen.type).toBe('application/octet-stream');
  });

  test('goes on to generating with it', async () => {
    server.use(http.post(route, () => HttpResponse.json(makeLora({ rank: 16 }))));
    const { user } = open(file);
    await user.click(screen.getByRole('button', { name: 'Import' }));

    await user.click(await screen.findByRole('button', { name: 'Generate with it' }));

    expect(screen.getByText('16')).toBeInTheDocument();
    expect(onGenerate).toHaveBeenCalledWith(expect.objectContaining({ rank: 16 }));
  });

  test('says honestly when no engine here can use it', async () => {
    const lora = makeLora({ canGenerate: false, baseModel: 'flux.1', warnings: ['No licence.'] });
    server.use(http.post(route, () => HttpResponse.json(lora)));
    const { user } = open(file);

    await user.click(screen.getByRole('button', { name: 'Import' }));

    const warnings = await screen.findByRole('list', { name: 'Warnings' });
    expect(warnings).toHaveTextContent('Made for flux.1; no engine of this server can use it.');
    expect(warnings).toHaveTextContent('No licence.');
    expect(screen.getByRole('button', { name: 'Generate with it' })).toBeDisabled();
  });

  test('shows why a file was refused', async () => {
    const problem = { code: 'BAD_REQUEST', detail: 'The header is not JSON.' };
    server.use(http.post(route, () => HttpResponse.json(problem, { status: 400 })));
    const { user } = open(file);

    await user.click(screen.getByRole('button', { name: 'Import' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('The header is not JSON.');
    expect(screen.getByRole('button', { name: 'Import' })).toBeEnabled();
  });

  test('shows at a field what is wrong with it', async () => {
    const problem = {
      code: 'BAD_REQUEST',
      detail: 'The input is invalid.',
      errors: [{ path: 'trigger', message: 'No line breaks.' }],
    };
    server.use(http.post(route, () => HttpResponse.json(problem, { status: 400 })));
    const { user } = open(file);

    await user.click(screen.getByRole('button', { name: 'Import' }));

    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Trigger word' })).toHaveAccessibleDescription(
        'No line breaks.',
      ),
    );
  });

  test('has a sentence even for an answer that is not the server’s', async () => {
    server.use(http.post(route, () => new HttpResponse('<html>', { status: 502 })));
    const { user } = open(file);

    await user.click(screen.getByRole('button', { name: 'Import' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The server answered with status 502.',
    );
  });

  test('can be cancelled while it is under way', async () => {
    server.use(
      http.post(route, async () => {
        await delay('infinite');
      }),
    );
    const { user } = open(file);
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect(await screen.findByRole('progressbar', { name: 'Import' })).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    await waitFor(() => expect(screen.queryByRole('progressbar')).not.toBeInTheDocument());
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
  });
});

describe('The import from a link', () => {
  const address = 'https://example.org/face.safetensors';

  async function openLink() {
    const { user } = open();
    await user.click(screen.getByRole('radio', { name: 'From a link' }));
    return { user, field: screen.getByRole('textbox', { name: 'Address of the file' }) };
  }

  test('has the server fetch the file, with the labels that were given', async () => {
    const seen: { body?: unknown; type?: string | null } = {};
    server.use(
      http.post(route, async ({ request }) => {
        seen.type = request.headers.get('content-type');
        seen.body = await request.json();
        return HttpResponse.json(makeLora({ name: 'My face' }), { status: 201 });
      }),
    );
    const { user, field } = await openLink();
    expect(screen.getByRole('button', { name: 'Import' })).toBeDisabled();
    await user.type(field, ` ${address} `);
    await user.type(screen.getByRole('textbox', { name: 'Trigger word' }), 'ohwx');

    await user.click(screen.getByRole('button', { name: 'Import' }));

    expect(await screen.findByRole('dialog', { name: 'My face is here' })).toBeInTheDocument();
    expect(seen.type).toBe('application/json');
    expect(seen.body).toEqual({ url: address, trigger: 'ohwx', visibility: 'private' });
  });

  test('shows that the server is at it, and stops on request', async () => {
    const abort = vi.spyOn(XMLHttpRequest.prototype, 'abort');
    server.use(
      http.post(route, async () => {
        await delay('infinite');
      }),
    );
    const { user, field } = await openLink();
    await user.type(field, `${address}{Enter}`);

    const bar = await screen.findByRole('progressbar', { name: 'Import' });
    expect(bar).not.toHaveAttribute('aria-valuenow');
    expect(screen.getByText(/^The server is fetching the file/)).toBeInTheDocument();
    expect(field).toHaveAttribute('readonly');
    expect(field).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    await waitFor(() => expect(screen.queryByRole('progressbar')).not.toBeInTheDocument());
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(field).toHaveValue(address);
    expect(abort).toHaveBeenCalledOnce();
  });

  test('shows at the address what is wrong with it', async () => {
    const problem = {
      code: 'BAD_REQUEST',
      detail: 'The input is invalid.',
      errors: [{ path: 'url', message: 'This address is not a public one.' }],
    };
    server.use(http.post(route, () => HttpResponse.json(problem, { status: 400 })));
    const { user, field } = await openLink();

    await user.type(field, `https://10.0.0.1/x{Enter}`);

    await waitFor(() => expect(field).toBeInvalid());
    expect(field).toHaveAccessibleDescription('This address is not a public one.');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.type(field, '2');
    expect(field).toBeValid();
  });
});

describe('The import of a file that is here already', () => {
  const twin = makeRow({ id: 'e'.repeat(32), number: 7, name: 'Ada', isMine: true });

  function refuse(detail: string) {
    answer({ 'loras.list': () => ({ items: [makeRow(), twin], nextCursor: null }) });
    server.use(
      http.post(route, () => HttpResponse.json({ code: 'CONFLICT', detail }, { status: 409 })),
    );
  }

  test.each([
    ['by its name', 'You have this file already, as "Ada".'],
    ['by its number', 'The very same file is here already as "Linocut" (number 7).'],
    ['by its id', `You have this file already: ${twin.id}.`],
  ])('leads to the LoRA that the server names %s', async (_, detail) => {
    refuse(detail);
    const { user } = open(file);
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(detail);

    await user.click(await screen.findByRole('button', { name: 'Open Ada' }));

    expect(onOpen).toHaveBeenCalledWith(twin.id);
  });

  test('says just that where the other cannot be seen', async () => {
    refuse('Somebody has this file already.');
    const { user } = open(file);

    await user.click(screen.getByRole('button', { name: 'Import' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('Somebody has this file already.');
    expect(screen.queryByRole('button', { name: /^Open/ })).not.toBeInTheDocument();
  });
});
