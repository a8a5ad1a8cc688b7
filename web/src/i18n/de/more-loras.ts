import type { Translated } from '../catalogue';

export const moreLoras: Translated<'moreLoras'> = {
  legend: 'Weitere LoRAs',
  add: 'LoRA hinzufügen',
  choose: 'Auswählen',
  none: 'Es gibt kein anderes LoRA für {{baseModel}}.',
  strength: 'Stärke von {{name}}',
  remove: '{{name}} entfernen',
  oneAtATime:
    '{{engine}} nimmt nur ein LoRA auf einmal. Entferne diese oder wähle eine andere Engine.',
  atMost: '{{engine}} nimmt {{count, number}} LoRAs auf einmal.',
};
