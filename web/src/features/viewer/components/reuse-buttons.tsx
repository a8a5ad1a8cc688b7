import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { MenuItem } from '@/components/ui/menu-item';
import { t } from '@/i18n';
import type { ImageActions } from '../lib/use-image-actions';
import { Key } from './key';

/** Making more of what one likes. */
export function ReuseButtons({ actions }: { actions: ImageActions }) {
  return (
    <div className="grid grid-cols-2 gap-2">
      <Button
        tone="accent"
        icon="spark"
        aria-keyshortcuts="v"
        title={t('viewer:varyNote')}
        onClick={() => actions.generate('vary')}
      >
        {t('viewer:vary')}
        <Key name="V" />
      </Button>
      <Button
        icon="repeat"
        aria-keyshortcuts="g"
        title={t('viewer:againNote')}
        onClick={() => actions.generate('again')}
      >
        {t('viewer:again')}
        <Key name="G" />
      </Button>
      <div className="col-span-2 flex">
        <Button
          icon="remix"
          className="flex-1 rounded-r-none"
          aria-keyshortcuts="r"
          title={t('viewer:remixNote')}
          onClick={() => actions.remix('remix')}
        >
          {t('viewer:remix')}
          <Key name="R" />
        </Button>
        <Menu
          label={t('viewer:remixParts')}
          trigger={<Icon name="chevron" className="size-4.5" />}
          triggerClassName={buttonStyle({}, '-ml-px rounded-l-none px-2.5')}
        >
          <MenuItem icon="sliders" onSelect={() => actions.remix('all')}>
            {t('viewer:remixAll')} <Key name="A" />
          </MenuItem>
          <MenuItem icon="edit" onSelect={() => actions.remix('prompt')}>
            {t('viewer:remixPrompt')} <Key name="P" />
          </MenuItem>
          <MenuItem icon="dice" onSelect={() => actions.remix('seed')}>
            {t('viewer:remixSeed')} <Key name="S" />
          </MenuItem>
        </Menu>
      </div>
    </div>
  );
}
