import type { Translated } from '../catalogue';

export const ladder: Translated<'ladder'> = {
  title: 'Stärke finden: {{name}}',
  prompt: 'Prompt',
  cost: 'Kostet eine Generierung.',
  make: 'Stufen machen',
  makeAnother: 'Noch einmal',
  signIn: 'Melde dich an, um die Stufen zu machen. Dein Prompt bleibt erhalten.',
  strengths: 'Stärken',
  explanation:
    'Ein Bild in sieben Stärken, sonst ist alles gleich. Nimm das, das nach dem LoRA aussieht und noch zeigt, was du geschrieben hast.',
  ready: '{{count, number}} von {{all, number}} Bildern fertig',
  strength: 'Stärke {{scale}}',
  onItsWay: 'Stärke {{scale}}, kommt gleich',
  toCome: 'Stärke {{scale}}, noch nicht begonnen',
  notMade: 'Stärke {{scale}}, nicht gemacht',
  noPicture: 'Dieses Bild wurde nicht gemacht.',
  alt: '{{prompt}}, in Stärke {{scale}}',
  use: '{{scale}} nehmen',
  picked: '{{scale}} ist jetzt die Stärke von {{name}}',
  pickedForForm: 'Deine Bilder mit {{name}} entstehen jetzt mit Stärke {{scale}}',
  undo: 'Rückgängig',
};
