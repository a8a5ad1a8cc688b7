import type { ImageDetail } from '@/api/router';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { MenuItem, MenuLine } from '@/components/ui/menu-item';
import { t } from '@/i18n';
import type { ImageActions } from '../lib/use-image-actions';
import { Key } from './key';

interface Props {
  image: ImageDetail;
  actions: ImageActions;
  className: string;
}

/** What is done with a picture less often. */
export function MoreMenu({ image, actions, className }: Props) {
  const { isMine, trashedAt } = image;
  return (
    <Menu
      label={t('viewer:more')}
      trigger={<Icon name="dots" />}
      triggerClassName={buttonStyle({ tone: 'quiet', size: 'icon' }, className)}
    >
      <MenuItem icon="download" onSelect={() => actions.download()}>
        {t(isMine ? 'viewer:downloadWithRecipe' : 'viewer:download')} <Key name="D" />
      </MenuItem>
      {isMine && (
        <MenuItem icon="download" onSelect={() => actions.download(false)}>
          {t('viewer:downloadWithoutRecipe')} <Key name="⇧D" />
        </MenuItem>
      )}
      <MenuItem icon="link" onSelect={actions.copyAddress}>
        {t('viewer:copyAddress')} <Key name="L" />
      </MenuItem>
      {isMine && trashedAt === null && (
        <>
          <MenuLine />
          <MenuItem icon="trash" onSelect={actions.trash}>
            {t('viewer:trash')} <Key name="Del" />
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
