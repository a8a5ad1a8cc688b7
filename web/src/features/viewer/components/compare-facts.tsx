import type { ImageDetail } from '@/api/router';
import { t } from '@/i18n';
import { comparedFacts, comparedWords, type Stretch } from '../lib/recipe-differences';

interface Props {
  first: ImageDetail;
  second: ImageDetail;
}

function Prompt({ title, words }: { title: string; words: readonly Stretch[] }) {
  return (
    <section className="min-w-0">
      <h3 className="text-small font-semibold text-muted">{title}</h3>
      <p className="break-words">
        {words.map(({ text, isOwn }, at) =>
          isOwn ? (
            <mark
              key={at}
              className="rounded-small bg-accent-soft px-0.5 font-semibold text-ink underline decoration-accent decoration-2 underline-offset-3"
            >
              <span className="sr-only">{t('viewer:onlyHere')}: </span>
              {text}{' '}
            </mark>
          ) : (
            <span key={at}>{text} </span>
          ),
        )}
      </p>
    </section>
  );
}

/** The two recipes beside each other. What differs is told by a sign and by words, not by colour alone. */
export function CompareFacts({ first, second }: Props) {
  const [words, otherWords] = comparedWords(first.recipe.prompt, second.recipe.prompt);
  const facts = comparedFacts(first, second);
  const count = facts.filter((fact) => fact.differs).length;
  return (
    <div className="flex flex-col gap-5 p-5">
      <h2 className="text-lead font-bold">
        {count > 0 ? t('viewer:differences', { count }) : t('viewer:sameRecipe')}
      </h2>
      <div className="grid grid-cols-2 gap-4">
        <Prompt title={t('viewer:first')} words={words} />
        <Prompt title={t('viewer:second')} words={otherWords} />
      </div>
      <table className="w-full table-fixed text-left text-small">
        <caption className="sr-only">{t('viewer:settings')}</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="w-[34%] py-1.5 font-medium">
              {t('viewer:setting')}
            </th>
            <th scope="col" className="py-1.5 font-medium">
              {t('viewer:first')}
            </th>
            <th scope="col" className="py-1.5 font-medium">
              {t('viewer:second')}
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.name} className="border-t border-line align-top">
              <th scope="row" className="py-1.5 pr-2 font-medium text-muted">
                {fact.name}
                {fact.differs && (
                  <>
                    <span aria-hidden className="ml-1.5 font-bold text-accent-text">
                      ≠
                    </span>
                    <span className="sr-only">, {t('viewer:differs')}</span>
                  </>
                )}
              </th>
              {[fact.first, fact.second].map((value, at) => (
                <td
                  key={at}
                  className={
                    fact.differs ? 'py-1.5 pr-2 font-bold break-words' : 'py-1.5 pr-2 break-words'
                  }
                >
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
