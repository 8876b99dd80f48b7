(wanted, maxNodes, maxHtml) => {
  // The engine asks of every element whether it is visible, and walks up to the root and down to each leaf for it. What it asks on the way up
  // decides nothing (its opacity of an ancestor never counts), and below an element with words of its own nothing can be added to them.
  const utils = window.DomUtils, seen = new Map();
  const filled = (node, deep) => {
    if (utils.elementHasContent(node, false)) return true;
    let full = deep;
    if (deep) for (const child of node.getElementChildren()) full = filled(child, full);
    return full;
  };
  const line = (node) => node.getElementStyleProperty('height', '').replace(' ', '') === '1px' && !!node.getElementParent();
  // What lies in closed details has a place or none by what was asked before; it is not seen.
  const visible = (node) => node.element.checkVisibility() && !node.isOffScreen() && !utils.isElementHiddenByCSS(node) && !line(node) && filled(node, true);
  utils.isElementVisible = (node) => {
    const place = node.getElementSelector();
    if (!seen.has(place)) seen.set(place, visible(node));
    return seen.get(place);
  };
  const untranslated = { translate: {}, fallback: {} };
  const rules = new ACTRulesRunner({ include: wanted }, untranslated);
  const report = rules.configure({ include: wanted }).test({ sourceHtml: document.documentElement.innerHTML }).getReport();
  return Object.values(report.assertions)
    .filter((rule) => rule.metadata.outcome === 'failed')
    .map((rule) => ({
      rule: rule.mapping,
      name: rule.name,
      criteria: (rule.metadata['success-criteria'] || []).map((criterion) => `${criterion.name} ${criterion.level}`),
      total: rule.metadata.failed,
      nodes: rule.results
        .filter((result) => result.verdict === 'failed')
        .slice(0, maxNodes)
        .map((result) => ({
          target: (result.elements[0] && result.elements[0].pointer) || '',
          html: ((result.elements[0] && result.elements[0].htmlCode) || '').slice(0, maxHtml),
        })),
    }))
    .sort((one, other) => (one.rule < other.rule ? -1 : 1));
}
