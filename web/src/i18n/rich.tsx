import { Fragment, type ReactNode } from 'react';

interface Props<Tag extends string> {
  /** Parts that look otherwise stand between `<name>` and `</name>`. */
  text: string;
  /** How each is drawn. */
  parts: Record<Tag, (text: string) => ReactNode>;
}

/** A sentence of the catalogue of which parts look otherwise, so that it stays whole and its words keep their order. */
export function Rich<Tag extends string>({ text, parts }: Props<Tag>) {
  const names = Object.keys(parts).join('|');
  // Three pieces at a time: what stands before, the name, what stands between.
  const pieces = text.split(new RegExp(`<(${names})>(.*?)</\\1>`, 's'));
  return pieces.map((piece, at) => {
    const draw = at % 3 === 2 ? parts[pieces[at - 1] as Tag] : null;
    return at % 3 === 1 ? null : <Fragment key={at}>{draw ? draw(piece) : piece}</Fragment>;
  });
}
