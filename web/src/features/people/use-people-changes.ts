import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import { useMutation } from '@tanstack/react-query';

/** Names of people are shown on LoRAs too. */
async function refreshNames(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries(api.people.list.pathFilter()),
    queryClient.invalidateQueries(api.loras.pathFilter()),
  ]);
}

const options = { onSuccess: refreshNames, meta: { showsErrors: true } };

export function useCreatePerson() {
  return useMutation(api.people.create.mutationOptions(options));
}

export function useRenamePerson() {
  return useMutation(api.people.update.mutationOptions(options));
}

export function useRemovePerson() {
  return useMutation(api.people.remove.mutationOptions({ onSuccess: refreshNames }));
}
