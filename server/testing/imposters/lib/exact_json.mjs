// JSON whose integers stay exact: those beyond 2^53 are BigInts on this side and plain numbers on the wire.

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const mark = '\u0001exact:';
const marked = /"\\u0001exact:(-?\d+)"/g;

export function parseExact(text) {
  let hasBig = false;
  const rewritten = text.replace(token, (found) => {
    if (found.length < 16 || !/^-?\d+$/.test(found) || Number.isSafeInteger(Number(found))) return found;
    hasBig = true;
    return `"\\u0001exact:${found}"`;
  });
  if (!hasBig) return JSON.parse(text);
  return JSON.parse(rewritten, (_, value) => (typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value));
}

export function stringifyExact(value) {
  let hasBig = false;
  const text = JSON.stringify(value, (_, part) => {
    if (typeof part !== 'bigint') return part;
    hasBig = true;
    return mark + part;
  });
  return hasBig ? text.replace(marked, '$1') : text;
}
