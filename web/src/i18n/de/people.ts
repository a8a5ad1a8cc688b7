import type { Translated } from '../catalogue';

export const people: Translated<'people'> = {
  listFailed: 'Die Personen konnten nicht geladen werden',
  nobodyYet: 'Noch niemand',
  nobodyNote:
    'Trag die Personen ein, von denen deine LoRAs sind. Wählst du oben eine aus, siehst du nur ihre LoRAs und Bilder.',
  addPerson: 'Eine Person hinzufügen',
  add: 'Hinzufügen',
  added: '{{name}} hinzugefügt',
  firstName: 'Vorname',
  lastName: 'Nachname',
  everyone: 'Alle',
  profile: 'Profil: {{name}}',
  addPeople: 'Personen hinzufügen',
  managePeople: 'Personen verwalten',
  loras_one: '{{count, number}} LoRA',
  loras_other: '{{count, number}} LoRAs',
  rename: '{{name}} umbenennen',
  removeNote: 'Die LoRAs und Bilder bleiben; sie gehören dann zu niemandem.',
};
