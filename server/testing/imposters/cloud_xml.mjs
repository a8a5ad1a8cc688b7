// XML as object stores speak it.

export const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[c]);

export const xml = (root, inner, attributes = '') => `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attributes}>${inner}</${root}>`;

export function xmlFailure(status, code, message, extra = '') {
  const body = xml('Error', `<Code>${escaped(code)}</Code><Message>${escaped(message)}</Message>${extra}`);
  return { status, headers: { 'content-type': 'application/xml; charset=UTF-8' }, body };
}
