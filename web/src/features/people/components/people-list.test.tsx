import { queryClient } from '@/lib/query-client';
import { answer, inputsOf, refusal } from '@/testing/server';
import { makePerson } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { PeopleList } from './people-list';
import { PersonMenu } from './person-menu';

let people = [makePerson()];

beforeEach(() => {
  people = [makePerson({ loraCount: 1, imageCount: 12 })];
  answer({
    'people.list': () => ({ items: people }),
    'loras.list': () => ({ items: [], nextCursor: null }),
  });
});

describe('The list of people', () => {
  test('tells who is there and how much is theirs', async () => {
    show(<PeopleList />);

    const row = await screen.findByRole('listitem');
    expect(within(row).getByRole('heading', { name: 'Ada Lovelace' })).toBeInTheDocument();
    expect(within(row).getByText('1 LoRA · 12 pictures')).toBeInTheDocument();
  });

  test('takes in a new person and empties the form', async () => {
    answer({
      'people.create': ({ firstName, lastName }) => {
        const person = makePerson({ id: 2, firstName, lastName: lastName ?? '' });
        people = [...people, person];
        return person;
      },
    });
    const { user } = show(<PeopleList />);

    await user.type(screen.getByRole('textbox', { name: 'First name' }), ' Grace ');
    await user.click(screen.getByRole('button', { name: 'Add' }));

    expect(await screen.findByRole('heading', { name: 'Grace' })).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'First name' })).toHaveValue('');
    expect(screen.getByText('Grace added')).toBeInTheDocument();
  });

  test('shows at the field what the server says about it, and keeps what was typed', async () => {
    answer({
      'people.create': () => {
        throw refusal('BAD_REQUEST', 'The input is invalid.', {
          errors: [{ path: 'lastName', message: 'At most 80 characters.' }],
        });
      },
    });
    const { user } = show(<PeopleList />);
    await user.type(screen.getByRole('textbox', { name: 'First name' }), 'Grace');

    await user.click(screen.getByRole('button', { name: 'Add' }));

    const field = screen.getByRole('textbox', { name: 'Last name' });
    await waitFor(() => expect(field).toHaveAccessibleDescription('At most 80 characters.'));
    expect(screen.getByRole('textbox', { name: 'First name' })).toHaveValue('Grace');
  });

  test('renames a person', async () => {
    answer({
      'people.update': ({ id, firstName, lastName }) => {
        const person = makePerson({ id, firstName: firstName ?? '', lastName: lastName ?? '' });
        people = [person];
        return person;
      },
    });
    const { user } = show(<PeopleList />);
    await user.click(await screen.findByRole('button', { name: 'Rename Ada Lovelace' }));
    const row = screen.getByRole('listitem');

    await user.clear(within(row).getByRole('textbox', { name: 'Last name' }));
    await user.type(within(row).getByRole('textbox', { name: 'Last name' }), 'King');
    await user.click(within(row).getByRole('button', { name: 'Save' }));

    expect(await screen.findByRole('heading', { name: 'Ada King' })).toBeInTheDocument();
  });

  test('asks before it removes a person', async () => {
    answer({
      'people.remove': ({ id }) => {
        people = [];
        return { id };
      },
    });
    const { user } = show(<PeopleList />);
    await user.click(await screen.findByRole('button', { name: 'Remove Ada Lovelace' }));
    expect(inputsOf('people.remove')).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Remove Ada' }));

    expect(await screen.findByRole('heading', { name: 'Nobody yet' })).toBeInTheDocument();
    expect(inputsOf('people.remove')).toEqual([{ id: 1 }]);
  });
});

describe('The dropdown of people', () => {
  test('picks one, and remembers it under selectedUserId', async () => {
    const { user } = show(<PersonMenu onManage={() => undefined} />);
    await user.click(await screen.findByRole('button', { name: 'Profile: Everyone' }));

    await user.click(await screen.findByRole('menuitemradio', { name: 'Ada Lovelace' }));

    expect(screen.getByRole('button', { name: 'Profile: Ada Lovelace' })).toBeInTheDocument();
    expect(localStorage.getItem('selectedUserId')).toBe('1');
  });

  test('shows everyone when the one that was picked is no longer there', async () => {
    const { user } = show(<PersonMenu onManage={() => undefined} />);
    await user.click(await screen.findByRole('button', { name: 'Profile: Everyone' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Ada Lovelace' }));
    people = [];

    await queryClient.invalidateQueries();

    expect(await screen.findByRole('button', { name: 'Profile: Everyone' })).toBeInTheDocument();
  });

  test('is walked with the arrow keys', async () => {
    const { user } = show(<PersonMenu onManage={() => undefined} />);
    await user.click(await screen.findByRole('button', { name: 'Profile: Everyone' }));
    expect(await screen.findByRole('menuitemradio', { name: 'Everyone' })).toHaveFocus();

    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('menuitemradio', { name: 'Ada Lovelace' })).toHaveFocus();
    await user.keyboard('{End}');
    expect(screen.getByRole('menuitem', { name: 'Manage people' })).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('menuitemradio', { name: 'Everyone' })).toHaveFocus();
  });
});
