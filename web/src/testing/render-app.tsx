import { App } from '@/app/provider';
import { makeRouter } from '@/app/router';
import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';

/** The whole page at an address. */
export function openPage(address: string) {
  const router = makeRouter(createMemoryHistory({ initialEntries: [address] }));
  render(<App router={router} />);
  return { user: userEvent.setup(), router };
}
