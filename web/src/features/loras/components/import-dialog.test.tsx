import { answer, server } from '@/testing/server';
import { makeLora, makePerson } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen, waitFor } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ImportDialog } from './import-dialog';

const file = new File(['weights'], 'face.safetensors');
const route = 'http://likeness.test/api/loras';
const onClose = vi.fn();
const onGenerate = vi.fn();

function open(initialFile: File | null = null) {
  return show(
    <ImportDialog
      initialFile={initialFile}
      personId={null}
      onClose={onClose}
      onGenerate={onGenerate}
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

    expect(screen.getByText('16, alpha 8')).toBeInTheDocument();
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
