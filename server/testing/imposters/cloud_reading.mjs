// Conditional requests and ranges (RFC 9110) on a stored object.

const httpTime = (date) => new Date(Math.floor(date.getTime() / 1000) * 1000);

function etagsIn(field) {
  return field.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

function partOf(range, length) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range);
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const first = match[1] === '' ? Math.max(0, length - Number(match[2])) : Number(match[1]);
  const last = match[1] === '' || match[2] === '' ? length - 1 : Math.min(Number(match[2]), length - 1);
  return first > last || first >= length ? 'none' : { first, last };
}

/** The answer to GET or HEAD of `object` ({bytes, length, etag with quotes, modified}); `failure` makes the store's own errors. */
export function read(request, object, headers, failure) {
  const all = { ...headers, etag: object.etag, 'last-modified': httpTime(object.modified).toUTCString(), 'accept-ranges': 'bytes' };
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch, 'if-modified-since': since, 'if-range': ifRange, range } = request.headers;
  if (ifMatch !== undefined && ifMatch !== '*' && !etagsIn(ifMatch).includes(object.etag)) return failure(412);
  const isKnown = ifNoneMatch !== undefined ? ifNoneMatch === '*' || etagsIn(ifNoneMatch).includes(object.etag) : since !== undefined && httpTime(object.modified) <= new Date(since);
  if (isKnown) return { status: 304, headers: all };
  if (object.bytes === undefined && request.method === 'GET') return failure(500); // only its hash was kept
  const wanted = range !== undefined && (ifRange === undefined || ifRange === object.etag) ? partOf(range, object.length) : undefined;
  if (wanted === 'none') return { ...failure(416), headers: { ...failure(416).headers, 'content-range': `bytes */${object.length}` } };
  if (wanted) {
    const body = object.bytes?.subarray(wanted.first, wanted.last + 1);
    return { status: 206, headers: { ...all, 'content-range': `bytes ${wanted.first}-${wanted.last}/${object.length}`, 'content-length': wanted.last - wanted.first + 1 }, body };
  }
  return { status: 200, headers: { ...all, 'content-length': object.length }, body: object.bytes };
}
