import type { Translated } from '../catalogue';

export const changes: Translated<'changes'> = {
  favorited_one: 'Zu deinen Favoriten hinzugefügt',
  favorited_other: '{{count, number}} Bilder zu deinen Favoriten hinzugefügt',
  unfavorited_one: 'Aus deinen Favoriten genommen',
  unfavorited_other: '{{count, number}} Bilder aus deinen Favoriten genommen',
  rated_one: '1 Stern',
  rated_other: '{{count, number}} Sterne',
  unrated_one: 'Sterne entfernt',
  unrated_other: 'Sterne von {{count, number}} Bildern entfernt',
  tagged_one: 'Tags geändert',
  tagged_other: 'Tags von {{count, number}} Bildern geändert',
  trashed_one: 'In den Papierkorb gelegt',
  trashed_other: '{{count, number}} Bilder in den Papierkorb gelegt',
  restored_one: 'Aus dem Papierkorb zurück',
  restored_other: '{{count, number}} Bilder aus dem Papierkorb zurück',
};
