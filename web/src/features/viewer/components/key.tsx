import { useSingleKeys } from '@/lib/keys';

/** Which key does the same. For eyes: others hear it from the button itself. */
export function Key({ name }: { name: string }) {
  const [isOn] = useSingleKeys();
  return (
    isOn && (
      <kbd
        aria-hidden
        className="rounded-small px-1.5 font-mono text-tiny font-semibold opacity-70 ring-1 ring-current/35 ring-inset pointer-coarse:hidden"
      >
        {name}
      </kbd>
    )
  );
}
