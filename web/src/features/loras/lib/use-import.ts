import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { importLora, type LoraLabels, type LoraSource } from './upload-lora';

interface Import {
  source: LoraSource;
  labels: LoraLabels;
}

/** Brings in a LoRA, telling how much of its file has left here. Leaving the place stops it. */
export function useImport() {
  const [progress, setProgress] = useState(0);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const mutation = useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ source, labels }: Import) => {
      setProgress(0);
      abort.current = new AbortController();
      return importLora(source, labels, { onProgress: setProgress, signal: abort.current.signal });
    },
    onSuccess: async (lora) => {
      queryClient.setQueryData(api.loras.byId.queryKey({ id: lora.id }), lora);
      await Promise.all([
        queryClient.invalidateQueries(api.loras.list.pathFilter()),
        queryClient.invalidateQueries(api.people.list.pathFilter()),
      ]);
    },
  });
  return { ...mutation, progress, cancel: () => abort.current?.abort() };
}
