import { Button, IconButton } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { queryClient } from '@/lib/query-client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

interface Props {
  search: string;
  onSearch: (search: string) => void;
  onClose: () => void;
}

const kLongest = 100;
const askAgain = { onSuccess: () => queryClient.invalidateQueries(api.searches.list.pathFilter()) };

/** Searches kept by name: to go to, to add the present one, to remove. */
export function SavedSearches({ search, onSearch, onClose }: Props) {
  const [name, setName] = useState('');
  const { data } = useQuery(api.searches.list.queryOptions());
  const create = useMutation(
    api.searches.create.mutationOptions({ ...askAgain, meta: { showsErrors: true } }),
  );
  const remove = useMutation(api.searches.remove.mutationOptions(askAgain));
  const items = data?.items ?? [];
  return (
    <Dialog title={t('gallery:savedSearches')} onClose={onClose} className="w-[30rem]">
      <div className="flex flex-col gap-4 p-5">
        {items.length === 0 && <p className="text-muted">{t('gallery:noSaved')}</p>}
        <ul className="flex max-h-[45dvh] flex-col gap-0.5 overflow-y-auto empty:hidden">
          {items.map((saved) => (
            <li key={saved.id} className="flex items-center gap-2">
              <button
                type="button"
                className="flex touch-target min-w-0 flex-1 flex-col rounded-control px-3 py-2 text-left hover:bg-sunken focus-visible:outline-offset-[-2px]"
                onClick={() => {
                  onClose();
                  onSearch(saved.query);
                }}
              >
                <span className="font-semibold break-words">{saved.name}</span>
                <code className="truncate font-mono text-tiny text-muted">{saved.query}</code>
              </button>
              <IconButton
                label={t('gallery:removeSaved', { name: saved.name })}
                icon="trash"
                onClick={() => remove.mutate({ id: saved.id })}
              />
            </li>
          ))}
        </ul>
        {search && (
          <form
            className="flex items-end gap-2 border-t border-line pt-4"
            onSubmit={(event) => {
              event.preventDefault();
              create.mutate({ name: name.trim(), query: search }, { onSuccess: () => setName('') });
            }}
          >
            <TextField
              label={t('gallery:saveAs')}
              hint={search}
              required
              maxLength={kLongest}
              data-takes-focus
              className="flex-1"
              error={create.error ? toApiError(create.error).message : undefined}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" tone="accent" className="mb-6.5" isBusy={create.isPending}>
              {t('gallery:save')}
            </Button>
          </form>
        )}
      </div>
    </Dialog>
  );
}
