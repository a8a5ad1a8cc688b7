import type { IconName } from '@/components/ui/icon';
import { t } from '@/i18n';

interface Place {
  to: '/loras' | '/images' | '/people';
  name: string;
  icon: IconName;
}

/** Where the main navigation leads. */
export function places(): Place[] {
  return [
    { to: '/loras', name: t('shell:loras'), icon: 'layers' },
    { to: '/images', name: t('shell:images'), icon: 'pictures' },
    { to: '/people', name: t('shell:people'), icon: 'people' },
  ];
}
