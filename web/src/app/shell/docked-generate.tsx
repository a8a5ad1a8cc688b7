import { IconButton } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { DockedRuns } from '@/features/generate/components/docked-runs';
import { GenerateForm } from '@/features/generate/components/generate-form';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { useLiveServerInfo } from '@/lib/server-info';
import { useQuery } from '@tanstack/react-query';
import { Dock } from '../routes/dock';
import { useOverlays } from '../overlays';

const kMost = 100;

/** The form beside one's own pictures; with which LoRA can be changed in it. */
export function DockedGenerate({ loraId }: { loraId: string }) {
  const { openGenerate, openImage, close } = useOverlays();
  const { data: lora } = useQuery(api.loras.byId.queryOptions({ id: loraId }));
  const { data: list } = useQuery(api.loras.list.queryOptions({ limit: kMost }));
  const info = useLiveServerInfo();
  const usable = list?.items.filter((item) => item.canGenerate) ?? [];
  return (
    <Dock>
      <div className="flex items-end gap-2 px-5 pt-4">
        <SelectField
          label={t('shell:lora')}
          className="min-w-0 flex-1"
          value={loraId}
          onChange={(event) => openGenerate(event.target.value, true)}
        >
          {!usable.some(({ id }) => id === loraId) && (
            <option value={loraId}>{lora?.name ?? ''}</option>
          )}
          {usable.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <IconButton
          label={t('common:close')}
          icon="close"
          className="mb-0.5"
          onClick={() => close('generate')}
        />
      </div>
      {lora && info && (
        <>
          <GenerateForm key={lora.id} lora={lora} info={info} takesFocus />
          <div className="p-3 empty:hidden">
            <DockedRuns
              lora={lora}
              info={info}
              onOpen={({ id }: { id: string }) => openImage(id)}
            />
          </div>
        </>
      )}
    </Dock>
  );
}
