export const moreLoras = {
  legend: 'More LoRAs',
  add: 'Add a LoRA',
  choose: 'Choose one',
  none: 'There is no other LoRA for {{baseModel}}.',
  strength: 'Strength of {{name}}',
  remove: 'Remove {{name}}',
  oneAtATime: '{{engine}} uses one LoRA at a time. Remove these, or choose another engine.',
  atMost: '{{engine}} takes {{count, number}} LoRAs at once.',
};
