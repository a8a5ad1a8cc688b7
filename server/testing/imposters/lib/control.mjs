// The origin by which a test gives orders and reads what was counted.
import { Refusal, readBody, sendJson } from './http.mjs';

/**
 * `POST /control` takes `{settings?, faults?, clear?, ...commands}`, `GET /control` answers with `report(query)`.
 * `commands` maps a name to what it does with its value.
 */
export function controlOrigin({ faults, settings, report, commands = {} }) {
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://control');
    if (pathname !== '/control') throw new Refusal(404, { detail: 'only /control is here' });
    if (request.method === 'GET') return sendJson(response, 200, report(Object.fromEntries(searchParams)));
    if (request.method !== 'POST') throw new Refusal(405, { detail: 'GET or POST' });
    try {
      const orders = JSON.parse(await readBody(request));
      const answer = await carryOut(orders, { faults, settings, commands });
      return sendJson(response, 200, answer ?? {});
    } catch (error) {
      throw new Refusal(400, { detail: error.message });
    }
  };
}

async function carryOut({ clear, settings: changes = {}, faults: ordered = [], ...rest }, { faults, settings, commands }) {
  for (const name of Object.keys(changes)) {
    if (!(name in settings)) throw new Error(`there is no setting ${name}`);
  }
  for (const name of Object.keys(rest)) {
    if (!(name in commands)) throw new Error(`there is no command ${name}`);
  }
  if (clear) faults.clear();
  Object.assign(settings, changes);
  for (const fault of ordered) faults.order(fault);
  let answer;
  for (const [name, value] of Object.entries(rest)) answer = await commands[name](value);
  return answer;
}
