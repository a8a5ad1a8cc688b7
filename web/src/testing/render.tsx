import { ToastOutlet } from '@/components/ui/toast-outlet';
import { queryClient } from '@/lib/query-client';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';

/** Shows a part of the page as it stands in it. */
export function show(part: ReactNode): { user: UserEvent; again: (part: ReactNode) => void } {
  const within = (children: ReactNode) => (
    <QueryClientProvider client={queryClient}>
      {children}
      <ToastOutlet />
    </QueryClientProvider>
  );
  const { rerender } = render(within(part));
  return { user: userEvent.setup(), again: (next) => rerender(within(next)) };
}
