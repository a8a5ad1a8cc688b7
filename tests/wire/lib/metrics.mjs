// Prometheus' text form, read strictly.
import assert from 'node:assert/strict';

const labelsPattern = String.raw`\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*\}`;
const samplePattern = new RegExp(`^([a-zA-Z_:][\\w:]*)(${labelsPattern})? (-?(?:\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|Inf)|NaN)$`);

/** Families by name: `{type, help, samples: Map from 'name{labels}' to number}`. Throws at what Prometheus would refuse. */
export function parseMetrics(text) {
  assert.ok(text.endsWith('\n'));
  const families = new Map();
  let family;
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment) {
      const [, kind, name, rest] = comment;
      if (family?.name !== name) {
        assert.ok(!families.has(name), `${name} comes twice`);
        family = { name, samples: new Map() };
        families.set(name, family);
      }
      family[kind.toLowerCase()] = rest;
      continue;
    }
    const sample = samplePattern.exec(line);
    assert.ok(sample, `no sample: ${line}`);
    const [, name, labels = '', value] = sample;
    const suffixes = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    assert.ok(suffixes.some((suffix) => name === family.name + suffix), `${name} stands below ${family.name}`);
    assert.ok(!family.samples.has(name + labels), `${name}${labels} comes twice`);
    family.samples.set(name + labels, Number(value.replace('Inf', 'Infinity')));
  }
  return families;
}

/** One number of a server's metrics, like `likeness_images_total{outcome="failed"}`. */
export async function metric(server, name) {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return parseMetrics(text).get(name.replace(/\{.*/, '')).samples.get(name);
}
