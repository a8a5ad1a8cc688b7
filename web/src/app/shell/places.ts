import type { IconName } from '@/components/ui/icon';

interface Place {
  to: '/loras' | '/images' | '/people';
  name: string;
  icon: IconName;
}

export const places: readonly Place[] = [
  { to: '/loras', name: 'LoRAs', icon: 'layers' },
  { to: '/images', name: 'Images', icon: 'pictures' },
  { to: '/people', name: 'People', icon: 'people' },
];
