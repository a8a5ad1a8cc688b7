import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Rich } from './rich';

test('A sentence has parts that look otherwise', () => {
  const { container } = render(
    <Rich
      text="<b>First</b>, then <code>x < y</code> and <i>no more</i>."
      parts={{ b: (text) => <strong>{text}</strong>, code: (text) => <code>{text}</code> }}
    />,
  );
  expect(container.innerHTML).toBe(
    '<strong>First</strong>, then <code>x &lt; y</code> and &lt;i&gt;no more&lt;/i&gt;.',
  );
});
