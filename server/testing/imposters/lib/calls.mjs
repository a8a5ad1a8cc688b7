// How a single call may fail on its way, whatever it is for.
import { edgePages, pause, reset, send, sendEdgePage, sendJson } from './http.mjs';

/**
 * Lets the call fail as `fault` says and returns true, or returns false: then it goes its way, late if `fault.delayMs`.
 *   answer: 'reset' | 'silent' | 'html' | 'empty' | 'json' | 'text' | 'half'
 *   status, body, headers: of 'html', 'empty', 'json', 'text', 'half'
 */
export async function failCall(response, fault) {
  if (fault?.delayMs) await pause(fault.delayMs);
  const { answer, status = 500, body, headers = {} } = fault ?? {};
  switch (answer) {
    case undefined:
      return false;
    case 'reset':
      reset(response);
      return true;
    case 'silent':
      return true;
    case 'html':
      sendEdgePage(response, status in edgePages ? status : 502);
      return true;
    case 'empty':
      send(response, status, '', headers);
      return true;
    case 'json':
      sendJson(response, status, body ?? { detail: 'Internal Server Error' }, headers);
      return true;
    case 'text':
      send(response, status, body ?? '', { 'content-type': 'text/plain', ...headers });
      return true;
    case 'half':
      sendHalf(response, status, body ?? '{"status":"IN_QUEUE","request_id":"');
      return true;
    default:
      throw new Error(`there is no answer ${answer}`);
  }
}

function sendHalf(response, status, start) {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(start) + 400 });
  response.write(start, () => setTimeout(() => reset(response), 20));
}
