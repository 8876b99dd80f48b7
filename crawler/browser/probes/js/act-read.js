(wanted, maxNodes, maxHtml) => {
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
