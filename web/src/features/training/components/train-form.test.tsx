import { answer, inputsOf, refusal, server } from '@/testing/server';
import { info, makePerson, makeTraining, makeUpload } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TrainForm } from './train-form';

const route = 'http://likeness.test/api/uploads';
const onOrdered = vi.fn();
const { trainer } = info;

function open() {
  if (!trainer) {
    throw new Error('The fixture has a trainer');
  }
  return show(<TrainForm info={info} trainer={trainer} personId={null} onOrdered={onOrdered} />);
}

/** Takes every photo in; each has the caption of its name. */
function takePhotos() {
  let count = 0;
  server.use(
    http.post(route, ({ request }) => {
      const name = new URL(request.url).searchParams.get('name') ?? '';
      const upload = makeUpload(count++, { name });
      return HttpResponse.json({ items: [upload], refused: [] }, { status: 201 });
    }),
  );
}

const files = (count: number) =>
  Array.from({ length: count }, (_, at) => new File(['x'], `p${at}.jpg`, { type: 'image/jpeg' }));

beforeEach(() => {
  onOrdered.mockReset();
  takePhotos();
});

async function addPhotos(user: ReturnType<typeof open>['user'], count: number) {
  await user.upload(screen.getByLabelText('Photos', { selector: 'input' }), files(count));
  await screen.findByText(`${count} photos`);
}

describe('The form of a training', () => {
  test('tells what is still missing, and the price', async () => {
    const { user } = open();

    expect(screen.getByText(/Add 4 more/)).toBeInTheDocument();
    expect(screen.getByText('About $2.00')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Train' })).toBeDisabled();
    await user.clear(screen.getByRole('spinbutton', { name: 'Steps' }));
    await user.type(screen.getByRole('spinbutton', { name: 'Steps' }), '500');
    expect(screen.getByText('About $1.00')).toBeInTheDocument();
  });

  test('orders a training from photos with captions', async () => {
    answer({
      'people.list': () => ({ items: [makePerson()] }),
      'training.create': () => makeTraining(),
    });
    const { user } = open();
    await addPhotos(user, 4);
    await user.type(screen.getByRole('textbox', { name: 'Caption of p0.jpg' }), 'by the sea');
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Ada');
    await user.type(screen.getByRole('textbox', { name: 'Trigger word' }), 'adalv');
    await user.click(screen.getByRole('radio', { name: 'A style' }));
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Person' }),
      await screen.findByRole('option', { name: 'Ada Lovelace' }),
    );

    await user.click(screen.getByRole('button', { name: 'Train' }));

    await waitFor(() => expect(onOrdered).toHaveBeenCalledWith(makeTraining()));
    expect(inputsOf('training.create')).toEqual([
      {
        name: 'Ada',
        trigger: 'adalv',
        steps: 1000,
        isStyle: true,
        personId: 1,
        uploads: [0, 1, 2, 3].map((at) => ({
          id: makeUpload(at).id,
          caption: at === 0 ? 'by the sea' : '',
          crop: null,
        })),
      },
    ]);
  });

  test('crops a photo with the sliders', async () => {
    const { user } = open();
    await addPhotos(user, 4);
    await user.click(screen.getByRole('button', { name: 'Crop p1.jpg' }));
    const dialog = screen.getByRole('dialog', { name: 'Crop p1.jpg' });

    expect(within(dialog).getByRole('slider', { name: /Size/ })).toHaveValue('800');
    await user.click(within(dialog).getByRole('button', { name: 'Crop' }));

    expect(screen.getByRole('button', { name: 'Crop p1.jpg' })).toHaveTextContent('Cropped');
  });

  test('leaves a photo out', async () => {
    const { user } = open();
    await addPhotos(user, 4);

    await user.click(screen.getByRole('button', { name: 'Leave p2.jpg out' }));

    expect(await screen.findByText('3 photos')).toBeInTheDocument();
  });

  test('shows how much of a photo has left, and stops it', async () => {
    server.use(
      http.post(route, async () => {
        await delay('infinite');
      }),
    );
    const { user } = open();
    await user.upload(screen.getByLabelText('Photos', { selector: 'input' }), files(1));

    expect(await screen.findByRole('progressbar', { name: 'Sending p0.jpg' })).toBeInTheDocument();
    expect(screen.getByText('Some photos are still on their way.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Stop sending p0.jpg' }));

    await waitFor(() => expect(screen.queryByRole('progressbar')).not.toBeInTheDocument());
  });

  test('tells why a photo was refused', async () => {
    const problem = { code: 'UNPROCESSABLE_CONTENT', detail: 'HEIC images are not read here.' };
    server.use(http.post(route, () => HttpResponse.json(problem, { status: 422 })));
    const { user } = open();
    await user.upload(screen.getByLabelText('Photos', { selector: 'input' }), files(1));

    expect(await screen.findByRole('alert')).toHaveTextContent('HEIC images are not read here.');
    await user.click(screen.getByRole('button', { name: 'Dismiss p0.jpg' }));

    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  test('tells of each file of an archive that was refused', async () => {
    server.use(
      http.post(route, () =>
        HttpResponse.json(
          { items: [makeUpload(0)], refused: [{ name: 'notes.pdf', reason: 'No image.' }] },
          { status: 201 },
        ),
      ),
    );
    const { user } = open();
    await user.upload(screen.getByLabelText('Photos', { selector: 'input' }), files(1));

    expect(await screen.findByText('notes.pdf')).toBeInTheDocument();
    expect(await screen.findByRole('alert')).toHaveTextContent('No image.');
  });

  test('shows at a field what the server says of it', async () => {
    answer({
      'training.create': () => {
        throw refusal('BAD_REQUEST', 'The input is invalid.', {
          errors: [
            { path: 'trigger', message: 'must not hold commas' },
            { path: 'uploads[1].crop', message: 'must lie in the photo' },
          ],
        });
      },
    });
    const { user } = open();
    await addPhotos(user, 4);
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Ada');
    await user.type(screen.getByRole('textbox', { name: 'Trigger word' }), 'a,b');

    await user.click(screen.getByRole('button', { name: 'Train' }));

    expect(await screen.findByText('must not hold commas')).toBeInTheDocument();
    expect(screen.getByText('must lie in the photo')).toBeInTheDocument();
  });
});
