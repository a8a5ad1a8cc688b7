export const people = {
  listFailed: 'The people could not be loaded',
  nobodyYet: 'Nobody yet',
  nobodyNote:
    'Add the people your LoRAs are of. Picking one in the header shows only their LoRAs and pictures.',
  addPerson: 'Add a person',
  add: 'Add',
  added: '{{name}} added',
  firstName: 'First name',
  lastName: 'Last name',
  everyone: 'Everyone',
  profile: 'Profile: {{name}}',
  addPeople: 'Add people',
  managePeople: 'Manage people',
  loras_one: '{{count, number}} LoRA',
  loras_other: '{{count, number}} LoRAs',
  rename: 'Rename {{name}}',
  removeNote: 'The LoRAs and pictures stay; they belong to nobody then.',
};
