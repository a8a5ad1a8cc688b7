import { Empty } from '@/components/ui/empty';

/** Where nobody trains: what can be done instead. */
export function NoTrainer() {
  return (
    <Empty icon="spark" title="No trainer is set up on this server">
      Its operator can add one by setting FAL_KEY. LoRAs that were trained elsewhere can be imported
      on the page of LoRAs.
    </Empty>
  );
}
