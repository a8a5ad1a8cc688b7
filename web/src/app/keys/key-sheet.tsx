import { Dialog } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { keyGroups } from './key-groups';
import type { KeyPlace } from './key-place';
import { SingleKeysSwitch } from './single-keys-switch';

interface Props {
  place: KeyPlace;
  onClose: () => void;
}

const caps = ['Ctrl', 'Shift', 'Alt', 'Enter', 'Esc', 'Del', 'Space'] as const;

/** As it stands on the keyboards of the page's language. */
function capName(key: string): string {
  const cap = caps.find((name) => name === key);
  return cap ? t(`keys:cap_${cap}`) : key;
}

function Keys({ keys }: { keys: string }) {
  return keys.split(' ').map((combination) => (
    <span key={combination} className="whitespace-nowrap">
      {combination.split(/(?<=.)\+(?=.)/).map((key) => (
        <kbd
          key={key}
          className="mr-1 inline-block min-w-6 rounded-small border border-b-2 border-line bg-sunken px-1.5 text-center font-sans text-tiny leading-5 font-semibold"
        >
          {capName(key)}
        </kbd>
      ))}
    </span>
  ));
}

/** All keys of the place that one is in. */
export function KeySheet({ place, onClose }: Props) {
  return (
    <Dialog title={t('keys:title')} onClose={onClose} className="flex w-[46rem] flex-col">
      <div className="min-h-0 gap-x-10 overflow-y-auto px-5 pt-5 sm:columns-2">
        {keyGroups(place).map(({ title, lines }) => (
          <section
            key={title}
            aria-label={title}
            className="flex break-inside-avoid flex-col gap-1.5 pb-6"
          >
            <h3 className="mb-1 text-small font-bold text-muted">{title}</h3>
            <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-small">
              {lines.map(([keys, text]) => (
                <div key={keys} className="col-span-2 grid grid-cols-subgrid">
                  <dt>
                    <Keys keys={keys} />
                  </dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <footer className="border-t border-line px-5 pt-4 pb-5">
        <SingleKeysSwitch />
      </footer>
    </Dialog>
  );
}
