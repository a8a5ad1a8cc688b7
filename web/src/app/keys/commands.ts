import type { Lora } from '@/api/router';
import type { IconName } from '@/components/ui/icon';
import { chooseLanguage, language, languageNames, languages, t } from '@/i18n';
import { openMoveIn } from '@/lib/move-in';
import { chooseContrast, chooseTheme } from '@/lib/theme';

export interface Command {
  id: string;
  /** Under what it stands. */
  group: string;
  icon: IconName;
  text: string;
  run: () => void;
}

export interface Doing {
  go: (to: '/loras' | '/images' | '/people' | '/train' | '/settings') => void;
  openLora: (id: string) => void;
  openGenerate: (loraId: string) => void;
  openKeys: () => void;
}

function places({ go }: Doing): Command[] {
  const group = t('keys:goTo');
  return [
    { to: '/loras', icon: 'layers', text: t('shell:loras') },
    { to: '/images', icon: 'pictures', text: t('shell:images') },
    { to: '/people', icon: 'people', text: t('shell:people') },
    { to: '/train', icon: 'spark', text: t('shell:train') },
    { to: '/settings', icon: 'settings', text: t('shell:settings') },
  ].map(({ to, icon, text }) => ({
    id: to,
    group,
    icon: icon as IconName,
    text,
    run: () => go(to as Parameters<Doing['go']>[0]),
  }));
}

function actions({ openKeys }: Doing): Command[] {
  const group = t('keys:actions');
  return [
    {
      id: 'move-in',
      group,
      icon: 'download',
      text: t('moveIn:command'),
      run: () => openMoveIn(),
    },
    { id: 'keys', group, icon: 'keyboard', text: t('keys:title'), run: openKeys },
    {
      id: 'light',
      group,
      icon: 'sun',
      text: t('shell:lightTheme'),
      run: () => chooseTheme('light'),
    },
    { id: 'dark', group, icon: 'moon', text: t('shell:darkTheme'), run: () => chooseTheme('dark') },
    {
      id: 'system',
      group,
      icon: 'system',
      text: t('keys:systemTheme'),
      run: () => chooseTheme('system'),
    },
    {
      id: 'contrast',
      group,
      icon: 'contrast',
      text: t('keys:moreContrast'),
      run: () => chooseContrast('more'),
    },
    {
      id: 'normal',
      group,
      icon: 'contrast',
      text: t('keys:normalContrast'),
      run: () => chooseContrast('normal'),
    },
    ...languages
      .filter((other) => other !== language())
      .map((other) => ({
        id: other,
        group,
        icon: 'info' as const,
        text: t('keys:speak', { language: languageNames[other] }),
        run: () => chooseLanguage(other),
      })),
  ];
}

function ofLoras({ openLora, openGenerate }: Doing, loras: readonly Lora[]): Command[] {
  const generate = loras.filter((lora) => lora.canGenerate);
  return [
    ...generate.map(({ id, name }) => ({
      id: `generate-${id}`,
      group: t('shell:create'),
      icon: 'spark' as const,
      text: t('loras:generateWith', { name }),
      run: () => openGenerate(id),
    })),
    ...loras.map(({ id, name }) => ({
      id: `lora-${id}`,
      group: t('shell:loras'),
      icon: 'layers' as const,
      text: name,
      run: () => openLora(id),
    })),
  ];
}

export function allCommands(doing: Doing, loras: readonly Lora[]): Command[] {
  return [...places(doing), ...ofLoras(doing, loras), ...actions(doing)];
}

const kShown = 40;

/** Those in which each word of the text begins a word. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ text: name, group }: Command) => {
    const words = `${group} ${name}`.toLocaleLowerCase().split(/[\s-]+/);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
  return commands.filter(fits).slice(0, kShown);
}
