import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';

interface Props {
  /** Whose LoRAs are looked for; null for anyone's. */
  name: string | null;
  onImport: () => void;
  /** Null where all are shown already. */
  onShowAll: (() => void) | null;
}

/** Where there is no LoRA: how to get one. */
export function NoLoras({ name, onImport, onShowAll }: Props) {
  return (
    <Empty
      icon="layers"
      title={name ? `${name} has no LoRA yet` : 'No LoRA here yet'}
      action={
        <>
          <Button tone="accent" icon="upload" onClick={onImport}>
            Import a LoRA
          </Button>
          {onShowAll && <Button onClick={onShowAll}>Show all LoRAs</Button>}
        </>
      }
    >
      Drop a .safetensors file anywhere on this page, or import one from a link. What it is made for
      is read from the file.
    </Empty>
  );
}
