// axe-core over what a page shows now. Evaluated, not added as a script: the page's policy would refuse that, rightly.
import axe from 'axe-core';

/**
 * @typedef {{ id: string, help: string, nodes: { target: string[], failureSummary: string }[] }} Violation
 */

/**
 * What it finds, a line each: the rule, the place and why.
 * @param {import('playwright-core').Page} page
 */
export async function findings(page) {
  await page.evaluate(axe.source);
  // Colours are those at rest, not those half way there.
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter(({ effect }) => {
      const { endTime } = effect?.getComputedTiming() ?? {};
      return typeof endTime === 'number' && Number.isFinite(endTime);
    });
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
  /** @type {Violation[]} */
  const violations = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
