// Faults on order. A fault is `{at, do, match?, times?, probability?}`: at the stage `at`, for a subject that `match`
// fits, at most `times` times (1 when left out, null without end), `do` describes what goes wrong. Stages and what may
// go wrong there stand in README.md.

const stagesOf = new Map();

export class Faults {
  /** `stages`: the names of the stages that exist, so that a misspelt order is refused. */
  constructor(stages) {
    stagesOf.set(this, new Set(stages));
    this.rules = [];
    this.taken = {};
  }

  order({ at, do: what, match = {}, times = 1, probability = 1, ...rest }) {
    if (!stagesOf.get(this).has(at)) throw new Error(`there is no stage ${at}`);
    if (typeof what !== 'object') throw new Error('a fault needs "do"');
    if (Object.keys(rest).length > 0) throw new Error(`a fault has no ${Object.keys(rest).join(', ')}`);
    this.rules.push({ at, what, match, left: times ?? Infinity, probability });
  }

  clear() {
    this.rules = [];
  }

  /** What goes wrong now, or undefined. `subject` has text fields; a rule fits when each of its own is part of them. */
  take(at, subject) {
    for (const rule of this.rules) {
      if (rule.at !== at || rule.left <= 0 || !fits(rule.match, subject)) continue;
      if (rule.probability < 1 && Math.random() >= rule.probability) continue;
      --rule.left;
      this.taken[at] = (this.taken[at] ?? 0) + 1;
      return rule.what;
    }
    return undefined;
  }
}

function fits(match, subject) {
  return Object.entries(match).every(([field, part]) => String(subject[field] ?? '').includes(part));
}
