import { Segmented } from '@/components/ui/segmented';
import { chooseLanguage, language, languageNames, languages, t } from '@/i18n';

const options = languages.map((value) => ({ value, label: languageNames[value] }));

export function LanguagePicker() {
  return (
    <Segmented
      legend={t('settings:language')}
      options={options}
      value={language()}
      onChange={chooseLanguage}
    />
  );
}
